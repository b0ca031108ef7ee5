t = sa.table("t", sa.column("id", sa.Integer), sa.column("a", sa.Integer), sa.column("s", sa.String), sa.column("b", sa.Boolean), sa.column("d", sa.DateTime), sa.column("j", postgresql.JSONB), sa.column("r", postgresql.ARRAY(sa.Integer)), sa.column("n", sa.Numeric(10, 2)))
u = sa.table("u", sa.column("t_id")); op.execute(sa.select(t.c.a).select_from(sa.join(t, u, t.c.id == u.c.t_id)))
