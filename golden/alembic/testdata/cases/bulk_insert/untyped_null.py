t = sa.table("t", sa.column("a"))
op.bulk_insert(t, [{"a": None}])
