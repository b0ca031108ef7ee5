# dialect: mssql
t = sa.table("t", sa.column("a", sa.Integer))
op.execute(sa.select(t.c.a).limit(5).offset(2))
