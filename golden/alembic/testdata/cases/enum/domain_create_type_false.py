op.create_table("t", sa.Column("n", postgresql.DOMAIN("positive", sa.Integer, create_type=False)))
