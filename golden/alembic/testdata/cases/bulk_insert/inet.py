t = sa.table("t", sa.column("i", postgresql.INET), sa.column("m", postgresql.MACADDR))
op.bulk_insert(t, [{"i": "10.0.0.1", "m": "08:00:2b:01:02:03"}])
