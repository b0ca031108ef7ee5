# dialect: mssql
t = sa.table("t", sa.column("a", sa.Integer))
op.execute(sa.select(t.c.a).limit(5))
op.execute(sa.select(t.c.a).order_by(t.c.a).limit(5).offset(2))
op.execute(sa.select(t.c.a).order_by(t.c.a).fetch(5))
op.execute(sa.select(t.c.a).with_for_update())
