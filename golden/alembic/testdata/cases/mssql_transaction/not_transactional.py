# dialect: mssql
# opts: transactional_ddl=False
op.add_column("t", sa.Column("a", sa.Integer()))
