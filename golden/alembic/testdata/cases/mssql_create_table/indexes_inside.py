# dialect: mssql
op.create_table("t", sa.Column("a", sa.Integer), sa.Column("b", sa.Integer), sa.Index("ix", "a", mssql_include=["b"], mssql_where=sa.text("a > 0")))
