op.drop_index("ix_t_a")
