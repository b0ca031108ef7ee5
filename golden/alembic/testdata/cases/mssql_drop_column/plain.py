# dialect: mssql
op.drop_column("t", "a")
