op.create_foreign_key("fk", "t", "u", ["u_id"], ["id"], ondelete="set null")
