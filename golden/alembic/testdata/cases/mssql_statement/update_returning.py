# dialect: mssql
t = sa.table("t", sa.column("a", sa.Integer), sa.column("id", sa.Integer))
u = sa.table("u", sa.column("a", sa.Integer), sa.column("id", sa.Integer))
op.execute(t.update().values(a=1).returning(t.c.a))
op.execute(t.insert().values(a=1).returning(t.c.id))
op.execute(t.delete().where(t.c.a == 1).returning(t.c.id))
op.execute(t.update().where(t.c.id == u.c.id).values(a=u.c.a))
op.execute(t.delete().where(t.c.id == u.c.id))
