op.bulk_insert(sa.table("t", sa.column("a")), "abc")
