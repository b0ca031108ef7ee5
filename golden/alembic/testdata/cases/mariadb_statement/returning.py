# dialect: mariadb
t = sa.table("t", sa.column("a", sa.Integer), sa.column("id", sa.Integer))
op.execute(t.insert().values(a=1).returning(t.c.id))
op.execute(t.delete().where(t.c.a == 1).returning(t.c.id))
