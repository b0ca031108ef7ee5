# dialect: sqlite
t = sa.table("t", sa.column("a", sa.String), sa.column("n", sa.Integer), sa.column("b", sa.Boolean), sa.column("d", sa.DateTime))
op.execute(t.update().where(t.c.a.is_distinct_from("x")).values(n=t.c.n % 2))
op.execute(t.update().where(t.c.a.regexp_match("^a.*")).values(a=t.c.a + "z"))
op.execute(t.update().where(t.c.a.ilike("%X%")).values(a=sa.func.char_length(t.c.a)))
op.execute(t.update().where(t.c.b.is_(True), ~t.c.b).values(n=t.c.n / 2))
op.execute(t.update().where(t.c.b == sa.false()).values(n=t.c.n // 2, d=sa.func.now()))
op.execute(t.update().where(t.c.a.startswith("x", autoescape=True)).values(n=sa.cast(t.c.a, sa.Integer)))
