op.create_table("t", sa.Column("a", sa.String(10)), sa.CheckConstraint("a LIKE 'x%'", name="ck_t_a"))
