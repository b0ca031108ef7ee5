op.create_index("ix_t_a", "t", ["a"], schema="app")
#: down
op.drop_index("ix_t_a", table_name="t", schema="app")
