# dialect: oracle
t = sa.table("t", sa.column("a", sa.Integer), sa.column("id", sa.Integer))
op.execute(t.insert().values(a=1))
op.execute(t.insert().values(a=1).returning(t.c.id))
op.execute(t.update().values(a=1).returning(t.c.id, t.c.a))
op.execute(t.delete().returning(t.c.id))
