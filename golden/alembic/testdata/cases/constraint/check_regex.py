op.create_check_constraint("ck_t", "t", "code ~ '^[a-z]+$'")
