op.create_table("t", sa.Column("a", sa.Integer), sa.UniqueConstraint("a", name=op.f("uq_t_a")))
