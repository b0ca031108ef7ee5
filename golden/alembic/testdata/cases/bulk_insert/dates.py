import datetime
t = sa.table("t", sa.column("d", sa.Date), sa.column("t", sa.Time), sa.column("ts", sa.DateTime))
op.bulk_insert(t, [{"d": datetime.date(2020, 1, 31), "t": datetime.time(13, 5, 59), "ts": datetime.datetime(2020, 1, 31, 13, 5, 59)}, {"d": None, "t": datetime.time(0, 0, 0, 250), "ts": datetime.datetime(1999, 12, 31, 23, 59, 59, 123456)}])
