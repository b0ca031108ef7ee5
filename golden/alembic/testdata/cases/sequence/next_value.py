t = sa.table("t", sa.column("id"))
op.execute(t.insert().values(id=sa.Sequence("s").next_value()))
op.execute(t.update().values(id=sa.func.nextval("s")))
