op.create_table("t", sa.Column("a", postgresql.JSONB), sa.Index("ix_t_a", "a", postgresql_using="gin", postgresql_ops={"a": "jsonb_path_ops"}))
