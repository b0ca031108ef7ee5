# dialect: mysql, mariadb
t = sa.table("t", sa.column("f", sa.JSON), sa.column("e", mysql.SET("a", "b")))
op.bulk_insert(t, [{"f": {"a": [1, "it's", None]}, "e": {"a"}}])
