# dialect: mysql, mariadb
op.drop_constraint("PRIMARY", "t", type_="primary")
op.drop_constraint(None, "u", type_="primary")
