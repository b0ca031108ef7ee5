op.create_foreign_key(None, "t", "u", ["u_id"], ["id"])
