op.create_index(None, "t", ["a"])
