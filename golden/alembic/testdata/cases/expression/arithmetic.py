t = sa.table("t", sa.column("id", sa.Integer), sa.column("a", sa.Integer), sa.column("s", sa.String), sa.column("b", sa.Boolean), sa.column("d", sa.DateTime), sa.column("j", postgresql.JSONB), sa.column("r", postgresql.ARRAY(sa.Integer)), sa.column("n", sa.Numeric(10, 2)))
op.execute(sa.select(t.c.id).where((t.c.a + 1) * 2 - t.c.id / 3 > t.c.a % 4))
