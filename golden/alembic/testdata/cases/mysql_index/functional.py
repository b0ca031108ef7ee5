# dialect: mysql, mariadb
op.create_index("ix", "t", [sa.text("(lower(a))")])
op.create_index("ix2", "t", [sa.func.lower(sa.column("a"))])
op.create_index("ix3", "t", [sa.column("a") + sa.column("b")])
op.create_index("ix4", "t", [sa.func.lower(sa.column("a")).desc(), "b"])
op.create_index("ix5", "t", [sa.func.coalesce(sa.column("a", sa.String), "it's")])
