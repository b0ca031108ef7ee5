# dialect: oracle
# opts: oracle_batch_separator="@@"
op.add_column("t", sa.Column("a", sa.Integer()))
