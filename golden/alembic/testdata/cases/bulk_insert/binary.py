t = sa.table("t", sa.column("b", sa.LargeBinary))
op.bulk_insert(t, [{"b": b"ab\x00c"}])
