# dialect: oracle
t = sa.table("t", sa.column("id", sa.Integer), sa.column("a", sa.String), sa.column("b", sa.Boolean), sa.column("c", sa.Numeric))
op.bulk_insert(t, [{"id": 1, "a": "it's", "b": True, "c": 5}, {"id": 2, "a": "50%", "b": False, "c": None}])
