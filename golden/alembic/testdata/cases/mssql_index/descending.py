# dialect: mssql
op.create_index("ix", "t", [sa.column("a").desc(), sa.text("b DESC"), "c"], schema="app")
#: down
op.drop_index("ix", table_name="t", schema="app")
