t = sa.table("t", sa.column("id", sa.Integer), sa.column("d", sa.DateTime))
q = postgresql.insert(t).values(id=1, d=sa.func.now())
op.execute(q.on_conflict_do_update(index_elements=[sa.text("lower(a)")], set_={"d": sa.func.now()}).returning(t.c.id))
