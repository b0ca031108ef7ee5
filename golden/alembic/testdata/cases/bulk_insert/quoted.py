t = sa.table("Order", sa.column("Unit", sa.Integer), sa.column("user", sa.String))
op.bulk_insert(t, [{"Unit": 1, "user": "u"}])
