t = sa.table("t", sa.column("a", sa.String), sa.column("b", sa.Integer))
op.bulk_insert(t, [{"a": op.inline_literal("it's"), "b": op.inline_literal(5)}], multiinsert=False)
