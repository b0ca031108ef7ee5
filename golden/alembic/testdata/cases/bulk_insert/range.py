t = sa.table("t", sa.column("r", postgresql.INT4RANGE))
op.bulk_insert(t, [{"r": "[1,5)"}])
