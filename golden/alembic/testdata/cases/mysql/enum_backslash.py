# dialect: mysql
op.create_table("t", sa.Column("a", sa.Enum("a\\b", "c")), sa.Column("b", mysql.SET("a\\b")))
