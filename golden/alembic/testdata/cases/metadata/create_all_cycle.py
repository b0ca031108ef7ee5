# unordered
meta = sa.MetaData()
sa.Table("a", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("b_id", sa.Integer, sa.ForeignKey("b.id", name="fk_a_b")))
sa.Table("b", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("a_id", sa.Integer, sa.ForeignKey("a.id", name="fk_b_a")))
meta.create_all(op.get_bind())
