# dialect: sqlite
t = sa.table("t", sa.column("a", sa.String), sa.column("n", sa.Integer), sa.column("b", sa.Boolean), sa.column("d", sa.DateTime))
op.execute(t.update().where(sa.extract("year", t.c.d) == 2020).values(a=sa.func.concat(t.c.a, "x")))
