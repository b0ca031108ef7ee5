# dialect: mariadb
t = sa.table("t", sa.column("s", sa.String(5)), sa.column("p", sa.String(5)))
op.execute(sa.select(t.c.s.regexp_match(t.c.p, flags="i"), ~t.c.s.regexp_match(t.c.p, flags="i"), t.c.s.regexp_replace(t.c.p, t.c.s, flags="i"), t.c.s.regexp_replace("a", "b")))
