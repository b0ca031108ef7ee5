t = sa.table("t", sa.column("at", sa.DateTime), sa.column("n", sa.Integer))
op.bulk_insert(t, [{"at": sa.func.now(), "n": sa.text("1 + 1")}])
