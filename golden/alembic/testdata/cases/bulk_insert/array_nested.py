t = sa.table("t", sa.column("a", postgresql.ARRAY(sa.Integer, dimensions=2)))
op.bulk_insert(t, [{"a": [[1, 2], [3, 4]]}])
