# dialect: mysql, mariadb
op.create_foreign_key("fk", "t", "u", ["a"], ["id"], match="FULL")
