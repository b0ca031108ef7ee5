# dialect: oracle
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.String(5)))
op.execute(t.insert().values(a="x"))
op.execute(t.insert().values(id=1, a="x"))
