# dialect: sqlite
t = sa.table("t", sa.column("a", sa.Integer), sa.column("b", sa.String))
stmt = sqlite.insert(t).values(a=1, b="x")
op.execute(stmt.on_conflict_do_nothing(index_elements=["a"]))
op.execute(stmt.on_conflict_do_update(index_elements=[t.c.a], set_={"b": stmt.excluded.b}, where=t.c.b != "y"))
