# dialect: sqlite
t = sa.table("t", sa.column("a", sa.Integer))
op.execute(t.insert().prefix_with("OR REPLACE").values(a=1))
op.execute(t.insert().from_select(["a"], sa.select(sa.literal(5))))
