# dialect: mysql, mariadb
op.create_foreign_key(None, "t", "u", ["a"], ["id"])
op.create_unique_constraint(None, "t", ["a"])
