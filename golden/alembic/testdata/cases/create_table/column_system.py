op.create_table("t", sa.Column("a", sa.Integer), sa.Column("xmin", sa.Integer, system=True))
