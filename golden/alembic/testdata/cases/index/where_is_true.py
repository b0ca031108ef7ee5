op.create_index("ix_t_a", "t", ["a"], postgresql_where=sa.column("active").is_(True))
