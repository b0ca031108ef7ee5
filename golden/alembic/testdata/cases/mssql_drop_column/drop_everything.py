# dialect: mssql
op.drop_column("My t", "it's", mssql_drop_default=True, mssql_drop_check=True, mssql_drop_foreign_key=True)
