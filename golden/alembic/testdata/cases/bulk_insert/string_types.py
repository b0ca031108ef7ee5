t = sa.table("t", sa.column("a", sa.VARCHAR(3)), sa.column("b", sa.CHAR(1)), sa.column("c", sa.UnicodeText), sa.column("d", postgresql.CITEXT))
op.bulk_insert(t, [{"a": "a", "b": "b", "c": "ç", "d": "D"}])
