t = sa.table("t", sa.column("j", sa.JSON(none_as_null=True)), sa.column("k", postgresql.JSONB))
op.bulk_insert(t, [{"j": None, "k": None}])
