# unordered
op.create_table("t", sa.Column("a", sa.Integer, index=True), sa.Column("b", sa.Integer, index=True), sa.Column("c", sa.Integer, index=True, unique=True))
