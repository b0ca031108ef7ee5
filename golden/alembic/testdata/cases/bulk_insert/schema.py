t = sa.table("t", sa.column("a", sa.Integer), schema="app")
op.bulk_insert(t, [{"a": 1}])
