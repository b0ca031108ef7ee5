meta = sa.MetaData()
sa.Table("a", meta, sa.Column("id", sa.Integer, sa.Sequence("a_seq"), primary_key=True))
meta.create_all(op.get_bind())
