op.create_table("t", sa.Column("a", sa.Integer), sa.Column("a", sa.String(3)))
