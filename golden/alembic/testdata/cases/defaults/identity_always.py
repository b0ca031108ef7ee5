op.create_table("t", sa.Column("c", sa.Integer, sa.Identity(always=True)))
