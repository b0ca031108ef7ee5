# dialect: mysql, mariadb
op.drop_constraint("ck", "t", type_="check")
