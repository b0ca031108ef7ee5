# dialect: mariadb
op.drop_constraint("ck", "t", type_="check")
op.drop_constraint("uq", "t", type_="unique")
op.drop_constraint("fk", "t", type_="foreignkey")
