# dialect: mysql, mariadb
t = sa.table("t", sa.column("a", sa.Integer))
op.execute(t.insert().prefix_with("IGNORE").values(a=1))
