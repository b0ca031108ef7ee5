op.create_index("ix_t_a", "t", ["a"], unique=True, postgresql_where=sa.text("deleted_at IS NULL AND kind = 'x%'"))
