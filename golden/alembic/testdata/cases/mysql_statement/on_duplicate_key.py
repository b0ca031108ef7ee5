# dialect: mysql, mariadb
t = sa.table("t", sa.column("a", sa.Integer), sa.column("b", sa.String))
stmt = mysql.insert(t).values(a=1, b="x")
op.execute(stmt.on_duplicate_key_update(b=stmt.inserted.b))
op.execute(mysql.insert(t).values(a=1, b="x").on_duplicate_key_update(b="it's"))
