# dialect: mysql, mariadb
t = sa.table("t", sa.column("b", sa.String))
op.bulk_insert(t, [{"b": "C:\\new\\dir"}, {"b": "50%"}, {"b": "line\nbreak"}])
