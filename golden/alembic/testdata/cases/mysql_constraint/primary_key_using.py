# dialect: mysql, mariadb
op.create_primary_key("pk", "t", ["a"], mysql_using="BTREE")
