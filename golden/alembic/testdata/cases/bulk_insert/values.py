import datetime, decimal, uuid
t = sa.table("t", sa.column("i", sa.Integer), sa.column("f", sa.Float), sa.column("n", sa.Numeric(10, 2)), sa.column("b", sa.Boolean), sa.column("s", sa.String), sa.column("x", sa.Text))
op.bulk_insert(t, [{"i": -5, "f": 1.5, "n": decimal.Decimal("12.30"), "b": True, "s": "a%b:c", "x": None}, {"i": 10**12, "f": 1e20, "n": decimal.Decimal("-0.5"), "b": False, "s": "", "x": "two\nlines"}])
