t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.String))
op.bulk_insert(t, [{"a": "x"}])
