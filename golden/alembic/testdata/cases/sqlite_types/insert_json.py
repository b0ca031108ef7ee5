# dialect: sqlite
t = sa.table("t", sa.column("f", sa.JSON))
op.bulk_insert(t, [{"f": {"a": [1]}}])
