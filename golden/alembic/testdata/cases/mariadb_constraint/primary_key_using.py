# dialect: mariadb
op.create_primary_key("pk", "t", ["a"], mariadb_using="BTREE")
