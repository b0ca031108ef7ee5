# dialect: mariadb
t = sa.table("t", sa.column("a", sa.Integer))
op.execute(sa.update(t).values(a=1).with_dialect_options(mariadb_limit=10))
op.execute(sa.delete(t).with_dialect_options(mariadb_limit=5))
