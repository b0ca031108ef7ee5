op.create_table("t", sa.Column("a", None, sa.ForeignKey("u.id")))
