op.create_index("ix_t_a", "t", ["a"], if_not_exists=True)
#: down
op.drop_index("ix_t_a", table_name="t", if_exists=True)
