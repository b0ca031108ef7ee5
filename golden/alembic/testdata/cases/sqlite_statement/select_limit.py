# dialect: sqlite
t = sa.table("t", sa.column("a", sa.JSON), sa.column("c", sa.Integer))
op.execute(sa.select(t.c.c).limit(5).offset(2))
op.execute(sa.select(t.c.c).offset(2))
op.execute(sa.select(t.c.c).where(t.c.a["x"].as_string() == "y"))
op.execute(sa.select(t.c.c).with_for_update())
op.execute(t.update().values(c=1).returning(t.c.c))
