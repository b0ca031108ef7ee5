import datetime
t = sa.table("t", sa.column("ts", sa.DateTime(timezone=True)))
op.bulk_insert(t, [{"ts": datetime.datetime(2020, 1, 31, 13, 5, 59, tzinfo=datetime.timezone.utc)}])
