t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.String(5), index=True), comment="about")
t.create(op.get_bind())
#: down
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer))
t.drop(op.get_bind())
