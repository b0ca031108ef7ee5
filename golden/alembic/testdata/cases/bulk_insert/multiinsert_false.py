t = sa.table("t", sa.column("a", sa.Integer))
op.bulk_insert(t, [{"a": 1}, {"a": 2}], multiinsert=False)
