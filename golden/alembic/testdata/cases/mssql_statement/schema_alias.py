# dialect: mssql
t = sa.table("t", sa.column("a", sa.Integer), schema="app")
op.execute(sa.select(t.c.a).where(t.c.a > 5))
op.execute(t.update().where(t.c.a > 5).values(a=t.c.a + 1))
op.execute(t.delete().where(t.c.a > 5))
