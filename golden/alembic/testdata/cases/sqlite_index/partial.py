# dialect: sqlite
op.create_index("ix", "t", ["a"], unique=True, sqlite_where=sa.text("b IS NOT NULL"))
op.create_index("ix2", "t", ["a"], sqlite_where=sa.column("b") == "it's")
#: down
op.drop_index("ix2", table_name="t", sqlite_where=sa.column("b") == "it's")
op.drop_index("ix", table_name="t")
