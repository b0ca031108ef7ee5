op.create_check_constraint("ck_t", "t", "a > 0")
#: down
op.drop_constraint("ck_t", "t", type_="check")
