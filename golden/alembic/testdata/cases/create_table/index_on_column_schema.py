op.create_table("t", sa.Column("a", sa.Integer, index=True), schema="app")
