# dialect: mariadb
t = sa.table("t", sa.column("a", sa.String))
op.execute(t.update().where(t.c.a.regexp_match("^a", flags="i")).values(a=t.c.a.regexp_replace("a", "b")))
