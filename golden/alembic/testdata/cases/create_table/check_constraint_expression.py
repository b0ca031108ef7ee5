op.create_table("t", sa.Column("a", sa.Integer), sa.CheckConstraint(sa.column("a") > 5, name="ck_t_a"))
