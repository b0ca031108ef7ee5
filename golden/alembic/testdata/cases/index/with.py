op.create_index("ix_t_a", "t", ["a"], postgresql_with={"fillfactor": 50})
