t = sa.table("t", sa.column("a", sa.Integer), sa.column("b", sa.Boolean))
op.bulk_insert(t, [{"a": True, "b": 1}])
