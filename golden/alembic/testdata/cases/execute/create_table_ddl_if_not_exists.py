t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, index=True))
op.execute(sa.schema.CreateTable(t, if_not_exists=True))
op.execute(sa.schema.CreateIndex(list(t.indexes)[0]))
op.execute(sa.schema.DropTable(t, if_exists=True))
