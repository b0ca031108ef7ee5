op.create_table("a", sa.Column("id", sa.Integer, primary_key=True))
#: down
op.drop_table("a")
#: next
op.create_table("b", sa.Column("id", sa.Integer, primary_key=True), sa.Column("a_id", sa.Integer, sa.ForeignKey("a.id")))
#: next down
op.drop_table("b")
