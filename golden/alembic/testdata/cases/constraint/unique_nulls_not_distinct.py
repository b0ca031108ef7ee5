op.create_unique_constraint("uq_t", "t", ["a"], postgresql_nulls_not_distinct=True)
