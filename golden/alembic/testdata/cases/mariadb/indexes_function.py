# dialect: mariadb
op.create_index("ix", "t", [sa.func.lower(sa.column("a")), sa.column("b").desc(), sa.column("c").asc()])
