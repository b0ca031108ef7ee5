# dialect: mssql
op.create_index("ix", "t", ["a"], mssql_columnstore=True)
op.create_index("ix2", "t", [], mssql_clustered=True, mssql_columnstore=True)
