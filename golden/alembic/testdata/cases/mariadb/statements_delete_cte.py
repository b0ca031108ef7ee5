# dialect: mariadb
t = sa.table("t", sa.column("id", sa.Integer), sa.column("a", sa.Integer), sa.column("s", sa.String(50)), sa.column("b", sa.Boolean), sa.column("j", sa.JSON), sa.column("d", sa.DateTime), sa.column("f", sa.Float))
u = sa.table("u", sa.column("id", sa.Integer), sa.column("t_id", sa.Integer), sa.column("s", sa.String(50)))
c = sa.select(u.c.id).where(u.c.s == "x").cte("c")
op.execute(t.delete().where(t.c.id.in_(sa.select(c.c.id))))
