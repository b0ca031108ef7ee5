op.create_check_constraint("ck_t", "t", "a > 0", deferrable=True)
