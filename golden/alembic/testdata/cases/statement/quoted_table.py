t = sa.table("t", sa.column("id", sa.Integer), sa.column("a", sa.Integer), sa.column("s", sa.String), sa.column("b", sa.Boolean), sa.column("d", sa.DateTime), sa.column("j", postgresql.JSONB), sa.column("r", postgresql.ARRAY(sa.Integer)), sa.column("n", sa.Numeric(10, 2)))
x = sa.table("Order", sa.column("User")); op.execute(x.delete().where(x.c.User == sa.literal("x")))
