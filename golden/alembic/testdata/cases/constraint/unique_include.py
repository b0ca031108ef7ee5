op.create_unique_constraint("uq_t", "t", ["a"], postgresql_include=["b", "c"])
