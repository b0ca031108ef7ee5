t = sa.table("t", sa.column("h", postgresql.HSTORE), sa.column("i", postgresql.INET))
op.bulk_insert(t, [{"h": {"a": "b"}, "i": "10.0.0.1"}])
