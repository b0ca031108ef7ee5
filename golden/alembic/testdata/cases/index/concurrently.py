# Alembic leaves it inside the transaction
op.create_index("ix_t_a", "t", ["a"], postgresql_concurrently=True)
#: down
op.drop_index("ix_t_a", table_name="t", postgresql_concurrently=True)
