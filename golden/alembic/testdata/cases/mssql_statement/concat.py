# dialect: mssql
t = sa.table("t", sa.column("a", sa.String), sa.column("b", sa.String))
op.execute(t.update().values(a=t.c.a + t.c.b))
op.execute(t.update().values(a=t.c.a + "-" + t.c.b + "!"))
op.execute(t.delete().where((t.c.a + "-" + t.c.b).contains("x")))
