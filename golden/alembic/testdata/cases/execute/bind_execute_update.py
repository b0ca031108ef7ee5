t = sa.table("t", sa.column("a", sa.Integer))
op.get_bind().execute(t.update().values(a=1))
