op.create_table("t", sa.Column("c", sa.Integer, sa.Identity(start=42, increment=3)))
