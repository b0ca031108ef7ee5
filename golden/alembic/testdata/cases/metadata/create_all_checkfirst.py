meta = sa.MetaData(schema="app")
sa.Table("a", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("e", sa.Enum("x", name="e")))
meta.create_all(bind=op.get_bind(), checkfirst=False)
