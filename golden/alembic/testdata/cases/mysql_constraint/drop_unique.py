# dialect: mysql, mariadb
op.drop_constraint("uq", "t", type_="unique")
