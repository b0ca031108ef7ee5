op.create_index("ix_t_a", "t", ["a"], postgresql_where=sa.column("n") > 5)
