op.create_foreign_key("fk", "t", "u", ["u_id"], ["id"], initially="IMMEDIATE", deferrable=False)
