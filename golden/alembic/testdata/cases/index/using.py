op.create_index("ix_t_a", "t", ["a"], postgresql_using="gin")
#: down
op.drop_index("ix_t_a", table_name="t", postgresql_using="gin")
