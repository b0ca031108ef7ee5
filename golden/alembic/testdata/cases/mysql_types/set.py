# dialect: mysql, mariadb
op.create_table("t", sa.Column("a", mysql.SET("x", "y")), sa.Column("b", mysql.SET("it's", "z", charset="latin1")), sa.Column("c", mysql.SET("a", "b", retrieve_as_bitwise=True)))
