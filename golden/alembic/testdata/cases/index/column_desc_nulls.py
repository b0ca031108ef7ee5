op.create_index("ix_t_m", "t", [sa.column("c").desc().nulls_last(), sa.column("d").asc().nulls_first()])
