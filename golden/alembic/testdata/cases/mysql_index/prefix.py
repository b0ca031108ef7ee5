# dialect: mysql, mariadb
op.create_index("ix", "t", ["a"], mysql_prefix="FULLTEXT")
op.create_index("ix2", "t", ["a"], mysql_prefix="FULLTEXT", mysql_with_parser="ngram")
op.create_index("ix3", "t", ["g"], mysql_prefix="SPATIAL")
