# dialect: mysql, mariadb
op.drop_constraint("fk", "t", type_="foreignkey", schema="app")
