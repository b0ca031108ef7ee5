t = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer))
op.execute(sa.schema.CreateIndex(sa.Index("ix_t_a", t.c.a.desc(), postgresql_where=t.c.a > 5)))
op.execute(sa.schema.DropIndex(sa.Index("ix_t_a", t.c.a), if_exists=True))
