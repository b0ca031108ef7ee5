# dialect: mysql
t = sa.table("t", sa.column("id", sa.Integer), sa.column("a", sa.Integer), sa.column("s", sa.String(50)), sa.column("b", sa.Boolean), sa.column("j", sa.JSON), sa.column("d", sa.DateTime), sa.column("f", sa.Float))
u = sa.table("u", sa.column("id", sa.Integer), sa.column("t_id", sa.Integer), sa.column("s", sa.String(50)))
op.execute(sa.select(sa.not_(t.c.s.match("word"))))
