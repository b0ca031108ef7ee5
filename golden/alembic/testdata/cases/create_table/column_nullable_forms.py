op.create_table("t", sa.Column("a", sa.Integer, nullable=True), sa.Column("b", sa.Integer, nullable=False), sa.Column("c", sa.Integer))
