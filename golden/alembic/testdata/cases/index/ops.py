op.create_index("ix_t_a", "t", ["a", "b"], postgresql_using="gin", postgresql_ops={"a": "gin_trgm_ops"})
