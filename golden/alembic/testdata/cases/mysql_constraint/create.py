# dialect: mysql, mariadb
op.create_unique_constraint("uq", "t", ["a", "b"])
op.create_check_constraint("ck", "t", "a > 0")
op.create_primary_key("pk", "t", ["a"])
op.create_foreign_key("fk", "t", "u", ["a"], ["id"], ondelete="CASCADE", onupdate="RESTRICT")
op.create_foreign_key("fk2", "t", "u", ["a"], ["id"], source_schema="app", referent_schema="other")
#: down
op.drop_constraint("fk2", "t", schema="app", type_="foreignkey")
op.drop_constraint("fk", "t", type_="foreignkey")
