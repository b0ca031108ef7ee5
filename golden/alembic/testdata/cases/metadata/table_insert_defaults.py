t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.Integer, default=lambda: 5), sa.Column("at", sa.DateTime, default=sa.func.now()))
op.execute(t.insert().values(id=1))
