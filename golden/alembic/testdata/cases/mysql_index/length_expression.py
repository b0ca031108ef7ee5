# dialect: mysql, mariadb
op.create_index("ix", "t", ["a", sa.text("b DESC")], mysql_length=10)
op.create_index("ix2", "t", [sa.column("a").desc()], mysql_length={"a": 5})
