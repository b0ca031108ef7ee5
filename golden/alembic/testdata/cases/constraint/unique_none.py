op.create_unique_constraint(None, "t", ["a"])
