op.create_index("ix_t_m", "t", [sa.desc("c"), sa.nullsfirst(sa.desc(sa.column("d")))])
