op.create_index("ix_t_j", "t", [sa.column("data", postgresql.JSONB)["name"].astext])
