t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer))
t.create(op.get_bind(), checkfirst=True)
#: down
sa.Table("t", sa.MetaData()).drop(op.get_bind(), checkfirst=True)
