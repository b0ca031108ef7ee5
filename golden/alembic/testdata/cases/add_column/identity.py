op.add_column("t", sa.Column("id", sa.Integer, sa.Identity(always=True, start=10)))
