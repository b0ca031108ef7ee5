t = sa.table("t", sa.column("id", sa.Integer), sa.column("n", sa.String))
op.bulk_insert(t, [{"id": i, "n": f"name {i}"} for i in range(3)])
