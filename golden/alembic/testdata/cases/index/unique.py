op.create_index("ix_t_ab", "t", ["a", "b"], unique=True)
