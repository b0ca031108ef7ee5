op.create_table("t", sa.Column("a", sa.Integer), sa.CheckConstraint("a > 0 AND a < 100", name="ck_t_a"))
