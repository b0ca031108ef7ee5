# dialect: oracle
t = sa.table("t", sa.column("a", sa.Integer))
op.execute(sa.select(t.c.a).limit(5))
op.execute(sa.select(t.c.a).order_by(t.c.a).limit(5).offset(2))
op.execute(sa.select(t.c.a).order_by(t.c.a).fetch(5, with_ties=True))
op.execute(sa.select(t.c.a).with_for_update(nowait=True))
op.execute(sa.select(sa.literal(1)))
