op.create_table("t", sa.Column("c", sa.Integer, sa.Identity(start=1, cycle=False), primary_key=True))
