op.create_table("t", sa.Column("a", sa.String(10)), sa.Index("ix_t_lower", sa.text("lower(a)")))
