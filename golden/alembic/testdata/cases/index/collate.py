op.create_index("ix_t_a", "t", [sa.collate(sa.column("a"), "C")])
