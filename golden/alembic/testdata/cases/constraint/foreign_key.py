op.create_foreign_key("fk_t_u", "t", "u", ["u_id"], ["id"])
#: down
op.drop_constraint("fk_t_u", "t", type_="foreignkey")
