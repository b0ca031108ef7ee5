op.create_index(op.f("ix_t_a"), "t", ["a"], unique=False)
#: down
op.drop_index(op.f("ix_t_a"), table_name="t")
