# dialect: mariadb
t = sa.table("t", sa.column("id", sa.Integer))
op.execute(t.insert().values(id=1).returning(t.c.id))
op.execute(t.delete().where(t.c.id == 1).returning(t.c.id))
