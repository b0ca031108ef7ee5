# dialect: mysql, mariadb
op.create_index("ix", "t", ["a"], mysql_length=10)
op.create_index("ix2", "t", ["a", "b"], mysql_length={"a": 5})
op.create_index("ix3", "t", ["a", "b"], unique=True, mysql_length={"a": 5, "b": 6})
