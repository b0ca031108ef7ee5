meta = sa.MetaData()
sa.Table("b", meta, sa.Column("a_id", sa.Integer, sa.ForeignKey("a.id")))
sa.Table("a", meta, sa.Column("id", sa.Integer, primary_key=True))
for table in reversed(meta.sorted_tables):
    op.execute(table.delete())
