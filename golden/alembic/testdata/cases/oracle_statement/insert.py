# dialect: oracle
t = sa.table("t", sa.column("a", sa.Integer), sa.column("id", sa.Integer))
op.execute(t.insert().values(a=1))
