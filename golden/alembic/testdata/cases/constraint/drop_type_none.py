op.drop_constraint("c", "t", type_=None)
