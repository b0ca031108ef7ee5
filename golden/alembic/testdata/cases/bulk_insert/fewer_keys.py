t = sa.table("t", sa.column("a", sa.Integer), sa.column("b", sa.Integer), sa.column("c", sa.Integer))
op.bulk_insert(t, [{"a": 1, "c": 3}, {"b": 2}])
