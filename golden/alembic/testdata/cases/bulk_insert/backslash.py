t = sa.table("t", sa.column("a", sa.String))
op.bulk_insert(t, [{"a": "C:\\dir"}, {"a": "tab\there"}])
