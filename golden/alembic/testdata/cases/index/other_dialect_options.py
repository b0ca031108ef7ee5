op.create_index("ix", "t", ["a"], mysql_length=10, sqlite_where=sa.text("a > 0"), mssql_include=["b"])
