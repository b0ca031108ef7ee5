# dialect: mariadb
t = sa.table("t", sa.column("a", sa.JSON), sa.column("c", sa.Integer))
op.execute(sa.select(t.c.c).where(t.c.a["x"].as_string() == "y"))
op.execute(sa.select(t.c.c).where(t.c.a["x", "y"].as_integer() == 5))
op.execute(sa.select(t.c.c).where(t.c.a["x"].as_boolean()))
