t = sa.table("t", sa.column("f", sa.Float))
op.bulk_insert(t, [{"f": v} for v in (0.1, 1, 1e-7, 123456789.123456789, -0.0, 3.0)])
