# dialect: oracle
t = sa.table("t", sa.column("a", sa.Integer), sa.column("id", sa.Integer))
u = t.alias("u")
op.execute(t.update().values(a=sa.select(u.c.a).where(u.c.id == t.c.id).scalar_subquery()))
op.execute(sa.select(u.c.a).join(t, t.c.id == u.c.id).union(sa.select(t.c.a)))
op.execute(sa.select(u.c.a).except_(sa.select(t.c.a)))
