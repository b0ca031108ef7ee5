op.create_index("ix", "t", ["a"], nonsense=True)
