# columns come in the order of the table
t = sa.table("t", sa.column("a", sa.Integer), sa.column("b", sa.Integer))
op.bulk_insert(t, [{"b": 2, "a": 1}])
