# dialect: mssql
op.create_index("ix", "t", ["a"], mssql_include=["b", "Order"])
