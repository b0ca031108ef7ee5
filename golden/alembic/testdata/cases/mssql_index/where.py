# dialect: mssql
op.create_index("ix", "t", ["a"], unique=True, mssql_where=sa.text("a IS NOT NULL"))
op.create_index("ix2", "t", ["a"], mssql_where=sa.column("b", sa.String) == "it's")
