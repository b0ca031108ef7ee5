# dialect: mariadb
op.create_index("ix", "t", ["a"], mariadb_length=10)
op.create_index("ix2", "t", ["a"], mariadb_using="hash")
op.create_index("ix3", "t", ["a"], mariadb_prefix="FULLTEXT", mariadb_with_parser="ngram")
op.create_index("ix4", "t", ["a"], mysql_length=7)
