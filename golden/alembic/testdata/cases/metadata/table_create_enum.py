t = sa.Table("t", sa.MetaData(), sa.Column("e", sa.Enum("a", "b", name="kind")))
t.create(op.get_bind())
#: down
t = sa.Table("t", sa.MetaData(), sa.Column("e", sa.Enum("a", "b", name="kind")))
t.drop(op.get_bind())
