t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer, default=7), sa.Column("b", sa.DateTime, server_default=sa.func.now()))
op.bulk_insert(t, [{"id": 1}, {"id": 2, "a": 3}])
