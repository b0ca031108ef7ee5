op.create_index("ix_t_a", "t", [sa.literal_column("(a || b)"), sa.literal_column("c DESC NULLS LAST")])
