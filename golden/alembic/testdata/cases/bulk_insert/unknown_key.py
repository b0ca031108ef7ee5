t = sa.table("t", sa.column("a", sa.Integer))
op.bulk_insert(t, [{"zzz": 1}])
