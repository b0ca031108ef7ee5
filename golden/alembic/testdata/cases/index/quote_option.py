op.create_index("ix_t_a", "t", ["a"], quote=True)
