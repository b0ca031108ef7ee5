# dependencies decide the order, not declaration
meta = sa.MetaData()
sa.Table("b", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("a_id", sa.Integer, sa.ForeignKey("a.id")))
sa.Table("c", meta, sa.Column("id", sa.Integer, primary_key=True))
sa.Table("a", meta, sa.Column("id", sa.Integer, primary_key=True))
meta.create_all(op.get_bind())
