# dialect: mssql
t = sa.table("t", sa.column("a", sa.String), sa.column("n", sa.Integer))
op.execute(t.update().values(n=sa.cast(t.c.a, sa.Integer)))
op.execute(t.update().values(n=mssql.try_cast(t.c.a, sa.Integer)))
op.execute(t.update().values(n=sa.try_cast(t.c.a, sa.Numeric(10, 2))))
op.execute(t.update().values(a=sa.cast(t.c.n, sa.Unicode(20))))
