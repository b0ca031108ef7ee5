op.create_index("ix_t_a", "t", ["a"], unique=True, postgresql_nulls_not_distinct=True)
