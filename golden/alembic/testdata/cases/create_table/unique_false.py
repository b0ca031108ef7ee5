op.create_table("t", sa.Column("a", sa.Integer, unique=False, index=False))
