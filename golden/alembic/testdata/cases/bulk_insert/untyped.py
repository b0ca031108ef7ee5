t = sa.table("t", sa.column("a"), sa.column("b"))
op.bulk_insert(t, [{"a": 1, "b": "x"}])
