meta = sa.MetaData()
a = sa.Table("a", meta, sa.Column("id", sa.Integer))
sa.Table("b", meta, sa.Column("id", sa.Integer))
meta.create_all(op.get_bind(), tables=[a])
