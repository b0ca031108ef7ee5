op.create_foreign_key("fk_t_u", "t", "u", ["u_id"], ["id"], source_schema="sales")
