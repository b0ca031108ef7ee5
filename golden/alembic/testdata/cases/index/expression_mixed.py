op.create_index("ix_t_m", "t", ["a", sa.text("coalesce(b, 0)"), sa.column("c").desc()])
