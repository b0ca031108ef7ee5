# dialect: oracle
# opts: transaction_per_migration=True
op.add_column("t", sa.Column("a", sa.Integer()))
#: next
op.drop_column("t", "a")
