# dialect: oracle
t = sa.table("t", sa.column("a", sa.Integer), sa.column("id", sa.Integer))
op.execute(t.update().values(a=1).returning(t.c.id, t.c.a))
