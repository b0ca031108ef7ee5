t = sa.table("t", sa.column("e", sa.Enum("a", "b", name="kind")))
op.bulk_insert(t, [{"e": "a"}, {"e": None}])
