t = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer))
sa.Index("ix_t_a", t.c.a, unique=True).create(op.get_bind())
#: down
t = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer))
sa.Index("ix_t_a", t.c.a).drop(op.get_bind())
