op.create_foreign_key("fk_t_u", "t", "u", ["u_id"], ["id"], postgresql_not_valid=True)
