# dialect: sqlite
t = sa.table("t", sa.column("a", sa.Integer), sa.column("s", sa.String))
op.execute(t.update().where(t.c.s.in_(["x"])).values(a=sa.func.coalesce(t.c.a, 0)))
op.execute(t.delete().where(t.c.s.like("a%")))
op.execute(sa.select(t.c.a).limit(5))
