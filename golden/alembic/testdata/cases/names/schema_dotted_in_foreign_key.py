op.create_table("t", sa.Column("a", sa.Integer, sa.ForeignKey("Big.Table.Id")))
