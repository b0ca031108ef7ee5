# dialect: sqlite
t = sa.table("t", sa.column("a", sa.Integer), sa.column("id", sa.Integer))
u = sa.table("u", sa.column("a", sa.Integer), sa.column("id", sa.Integer))
op.execute(t.update().where(t.c.id == u.c.id).values(a=u.c.a))
op.execute(t.update().values(a=sa.select(u.c.a).where(u.c.id == t.c.id).scalar_subquery()))
op.execute(t.delete().where(sa.exists().where(u.c.id == t.c.id)))
