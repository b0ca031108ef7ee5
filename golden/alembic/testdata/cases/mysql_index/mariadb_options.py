# dialect: mysql, mariadb
op.create_index("ix", "t", ["a"], mariadb_length=10, mariadb_prefix="FULLTEXT")
op.create_index("ix2", "t", ["a"], mysql_length=7, mariadb_length=8, mariadb_using="hash")
