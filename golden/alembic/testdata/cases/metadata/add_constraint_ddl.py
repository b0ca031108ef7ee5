t = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer))
op.execute(sa.schema.AddConstraint(sa.CheckConstraint(t.c.a > 5, name="ck")))
op.execute(sa.schema.AddConstraint(sa.UniqueConstraint(t.c.a, name="uq")))
op.execute(sa.schema.DropConstraint(sa.UniqueConstraint(t.c.a, name="uq2"), cascade=True))
