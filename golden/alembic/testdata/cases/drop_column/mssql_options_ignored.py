op.drop_column("t", "a", mssql_drop_default=True, mssql_drop_check=True, mssql_drop_foreign_key=True)
