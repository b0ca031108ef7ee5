op.create_table("t", sa.Column("a", sa.Integer), schema="a.b")
