t = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer), sa.Column("b", sa.Integer))
sa.Index("ix_t_ab", t.c.a, t.c.b.desc(), postgresql_using="btree").create(op.get_bind())
