# dialect: mssql
t = sa.table("t", sa.column("id", sa.Integer), sa.column("a", sa.String), sa.column("b", sa.Boolean))
op.bulk_insert(t, [{"id": 1, "a": "it's", "b": True}, {"id": 2, "a": "50%", "b": False}])
