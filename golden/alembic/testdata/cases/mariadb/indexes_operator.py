# dialect: mariadb
op.create_index("ix", "t", [sa.column("a") + 1, -sa.column("b"), sa.cast(sa.column("c"), sa.Integer)])
