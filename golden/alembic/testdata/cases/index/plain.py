op.create_index("ix_t_a", "t", ["a"])
#: down
op.drop_index("ix_t_a", table_name="t")
