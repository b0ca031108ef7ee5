op.drop_constraint("c", "t")
