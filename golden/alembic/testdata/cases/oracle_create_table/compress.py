# dialect: oracle
op.create_table("t", sa.Column("a", sa.Integer), oracle_compress=True)
