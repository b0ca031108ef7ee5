op.create_table("t", sa.Column("a", sa.Integer, quote=True), sa.Column("B", sa.Integer, quote=False))
