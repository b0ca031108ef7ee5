t = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer, sa.ForeignKey("u.id")))
op.execute(sa.schema.CreateTable(t.to_metadata(sa.MetaData(), schema="app")))
