import datetime
t = sa.table("t", sa.column("i", sa.Interval))
op.bulk_insert(t, [{"i": datetime.timedelta(days=2, hours=3)}, {"i": datetime.timedelta(seconds=-1)}])
