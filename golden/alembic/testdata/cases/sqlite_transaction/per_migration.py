# dialect: sqlite
# opts: transaction_per_migration=True, transactional_ddl=True
op.add_column("t", sa.Column("a", sa.Integer()))
#: next
op.drop_column("t", "a")
