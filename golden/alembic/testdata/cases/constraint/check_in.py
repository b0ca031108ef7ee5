op.create_check_constraint("ck_t", "t", sa.column("kind").in_(["a", "b", "it's"]))
