op.create_foreign_key("fk_t_u", "t", "u", ["a", "b"], ["x", "y"], ondelete="CASCADE", onupdate="NO ACTION", deferrable=True, initially="DEFERRED", match="FULL")
