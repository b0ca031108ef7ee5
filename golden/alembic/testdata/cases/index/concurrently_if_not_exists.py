with op.get_context().autocommit_block():
    op.create_index("ix_t_a", "t", ["a"], postgresql_concurrently=True, if_not_exists=True)
#: down
with op.get_context().autocommit_block():
    op.drop_index("ix_t_a", table_name="t", postgresql_concurrently=True, if_exists=True)
