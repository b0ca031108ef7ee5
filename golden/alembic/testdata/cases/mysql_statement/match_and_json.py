# dialect: mysql, mariadb
t = sa.table("t", sa.column("a", sa.JSON), sa.column("b", sa.Text), sa.column("c", sa.Integer))
op.execute(sa.select(t.c.c).where(t.c.a["x"].as_string() == "y"))
op.execute(sa.select(t.c.c).where(t.c.a["x", "y"].as_integer() == 5))
op.execute(sa.select(t.c.c).where(t.c.b.match("word")))
op.execute(sa.select(t.c.c).where(mysql.match(t.c.b, against="word").in_boolean_mode()))
op.execute(sa.select(t.c.c).with_for_update(skip_locked=True))
