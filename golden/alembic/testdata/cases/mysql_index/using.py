# dialect: mysql, mariadb
op.create_index("ix", "t", ["a"], mysql_using="hash", unique=True)
op.create_index("ix2", "t", ["a"], mysql_using="btree", schema="app")
