# dialect: mysql, mariadb
t = sa.table("t", sa.column("a", sa.String), sa.column("n", sa.Integer), sa.column("b", sa.Boolean))
op.execute(t.update().where(t.c.a.is_distinct_from("x")).values(n=t.c.n % 2))
op.execute(t.update().where(t.c.a.regexp_match("^a.*")).values(a=t.c.a + "z"))
op.execute(t.update().where(t.c.a.ilike("%X%")).values(a=sa.func.concat(t.c.a, "z")))
op.execute(t.update().where(t.c.a.like("50/%", escape="/")).values(b=True))
op.execute(t.update().where(t.c.b.is_(True), ~t.c.b).values(n=t.c.n / 2))
op.execute(t.update().where(t.c.a.startswith("x")).values(n=t.c.n // 2))
op.execute(t.update().where(t.c.b == sa.false()).values(a=sa.null()))
