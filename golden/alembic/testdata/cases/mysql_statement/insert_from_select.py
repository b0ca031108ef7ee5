# dialect: mysql, mariadb
t = sa.table("t", sa.column("a", sa.Integer))
u = sa.table("u", sa.column("a", sa.Integer))
op.execute(t.insert().from_select(["a"], sa.select(u.c.a).where(u.c.a > 5).order_by(u.c.a).limit(10).offset(5)))
