op.create_index("ix_t_lower", "t", [sa.text("lower(name)")])
