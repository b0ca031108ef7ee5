op.create_table("t", sa.Column("a", sa.Integer), sa.CheckConstraint("a > 0"))
