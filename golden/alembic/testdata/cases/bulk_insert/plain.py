t = sa.table("t", sa.column("id", sa.Integer), sa.column("name", sa.String))
op.bulk_insert(t, [{"id": 1, "name": "one"}, {"id": 2, "name": "it's"}])
#: down
op.execute("DELETE FROM t")
