op.create_index("ix_t_d", "t", [sa.text("created_at DESC")])
