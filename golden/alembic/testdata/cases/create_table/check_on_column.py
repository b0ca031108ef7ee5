op.create_table("t", sa.Column("a", sa.Integer, sa.CheckConstraint("a > 0", name="ck_a")), sa.Column("b", sa.Integer, sa.CheckConstraint("b > 0")))
