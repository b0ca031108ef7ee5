op.create_table("t", sa.Column("a", sa.Integer), sa.CheckConstraint(sa.text("a <> 3"), name="ck"))
