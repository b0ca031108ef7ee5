# dialect: mariadb
op.create_table("t", sa.Column("a", mysql.INET4()), sa.Column("b", mysql.INET6()))
