# dialect: sqlite
op.create_index("ix", "t", [sa.text("lower(a)")])
op.create_index("ix2", "t", [sa.func.lower(sa.column("a")), sa.column("b").desc()])
op.create_index("ix3", "t", [sa.text("a COLLATE NOCASE DESC")])
