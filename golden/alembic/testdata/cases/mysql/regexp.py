# dialect: mysql
t = sa.table("t", sa.column("s", sa.String(5)), sa.column("p", sa.String(5)))
op.execute(sa.select(t.c.s.regexp_match("a", flags="i"), ~t.c.s.regexp_match("a", flags="i"), t.c.s.regexp_replace("a", "b", flags="i"), t.c.s.regexp_replace("a", "b")))
