op.create_index("ix_t_a", "t", [sa.column("a") + sa.column("b")])
