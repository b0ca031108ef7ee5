t = sa.Table("t", sa.MetaData(), autoload_with=op.get_bind())
op.execute(t.update().values(a=1))
