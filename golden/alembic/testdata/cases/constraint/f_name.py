op.create_foreign_key(op.f("fk_t_u_id_u"), "t", "u", ["u_id"], ["id"])
op.create_unique_constraint(op.f("uq_t_a"), "t", ["a"])
op.create_check_constraint(op.f("ck_t_a"), "t", "a > 0")
op.drop_constraint(op.f("fk_old"), "t", type_="foreignkey")
