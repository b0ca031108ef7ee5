# dialect: mysql
t = sa.table("t", sa.column("id", sa.Integer), sa.column("a", sa.Integer), sa.column("s", sa.String(50)), sa.column("b", sa.Boolean), sa.column("j", sa.JSON), sa.column("d", sa.DateTime), sa.column("f", sa.Float))
u = sa.table("u", sa.column("id", sa.Integer), sa.column("t_id", sa.Integer), sa.column("s", sa.String(50)))
i = mysql.insert(t).values(id=1, a=2, s="x")
op.execute(i.on_duplicate_key_update(s="y", a=5))
op.execute(i.on_duplicate_key_update([("s", i.inserted.s + "it's"), ("a", i.inserted.a + 1)]))
