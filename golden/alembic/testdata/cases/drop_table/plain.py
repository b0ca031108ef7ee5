op.drop_table("t")
