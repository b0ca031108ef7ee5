op.create_table("t", sa.Column("a", sa.Integer, sa.ForeignKey("u.id"), unique=True), sa.Column("b", sa.Integer, sa.CheckConstraint("b > 0"), sa.ForeignKey("v.id")), sa.UniqueConstraint("b"))
