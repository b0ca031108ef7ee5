meta = sa.MetaData()
sa.Table("a", meta, sa.Column("id", sa.Integer, primary_key=True))
sa.Table("b", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("a_id", sa.Integer, sa.ForeignKey("a.id")))
meta.create_all(op.get_bind())
#: down
meta = sa.MetaData()
sa.Table("a", meta, sa.Column("id", sa.Integer, primary_key=True))
sa.Table("b", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("a_id", sa.Integer, sa.ForeignKey("a.id")))
meta.drop_all(op.get_bind())
