# dialect: mssql
op.bulk_insert(sa.table("t", sa.column("id", sa.Integer), sa.column("s", sa.String), sa.column("b", sa.Boolean)), [{"id": 1, "s": "it's \\ 5%", "b": True}])
