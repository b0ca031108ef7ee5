op.create_foreign_key("fk_t_t", "t", "t", ["parent_id"], ["id"])
