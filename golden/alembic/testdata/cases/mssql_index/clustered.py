# dialect: mssql
op.create_index("ix", "t", ["a"], mssql_clustered=True)
op.create_index("ix2", "t", ["a"], mssql_clustered=False, unique=True)
