op.create_table("a", sa.Column("id", sa.Integer, primary_key=True))
op.create_table("b", sa.Column("id", sa.Integer, primary_key=True), sa.Column("a_id", sa.Integer, sa.ForeignKey("a.id")))
op.create_table("a_b", sa.Column("a_id", sa.Integer, sa.ForeignKey("a.id"), primary_key=True), sa.Column("b_id", sa.Integer, sa.ForeignKey("b.id"), primary_key=True))
#: down
op.drop_table("a_b")
op.drop_table("b")
op.drop_table("a")
