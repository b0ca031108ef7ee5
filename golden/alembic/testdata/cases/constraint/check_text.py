op.create_check_constraint("ck_t", "t", sa.text("a LIKE '%x%' AND b::int > 0"))
