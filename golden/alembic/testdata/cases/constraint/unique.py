op.create_unique_constraint("uq_t", "t", ["a", "b"])
#: down
op.drop_constraint("uq_t", "t", type_="unique")
