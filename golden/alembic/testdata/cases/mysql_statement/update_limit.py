# dialect: mysql, mariadb
t = sa.table("t", sa.column("a", sa.Integer))
op.execute(sa.update(t).values(a=1).with_dialect_options(mysql_limit=10))
op.execute(sa.delete(t).with_dialect_options(mysql_limit=5))
