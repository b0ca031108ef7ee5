op.create_index("ix_t_a", "t", [sa.cast(sa.column("a"), sa.Date)])
