# dialect: mssql
op.drop_column("t", "a", mssql_drop_default=True)
