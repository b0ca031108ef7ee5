op.create_index("ix_t_j", "t", [sa.text("(data->>'name')")])
