# dialect: sqlite
op.create_unique_constraint("uq", "t", ["a"])
