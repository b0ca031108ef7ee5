# dialect: mssql
t = sa.table("My t", sa.column("a", sa.Integer), schema="app")
op.bulk_insert(t, [{"a": 1}])
op.bulk_insert(t, [])
