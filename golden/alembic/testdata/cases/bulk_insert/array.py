t = sa.table("t", sa.column("a", postgresql.ARRAY(sa.Integer)), sa.column("s", postgresql.ARRAY(sa.String)))
op.bulk_insert(t, [{"a": [1, 2], "s": ["x", "it's"]}, {"a": [], "s": None}])
