# dialect: sqlite
op.create_foreign_key("fk", "t", "u", ["a"], ["id"], ondelete="CASCADE")
#: down
op.drop_constraint("fk", "t", type_="foreignkey")
