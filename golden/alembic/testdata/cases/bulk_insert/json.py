t = sa.table("t", sa.column("j", sa.JSON), sa.column("b", postgresql.JSONB))
op.bulk_insert(t, [{"j": {"a": [1, 2.5, None, True], "it's": "ü"}, "b": []}, {"j": None, "b": {"x": {"y": "z%"}}}])
