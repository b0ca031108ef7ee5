# dialect: sqlite
import datetime
t = sa.table("t", sa.column("a", sqlite.DATETIME(truncate_microseconds=True)), sa.column("b", sqlite.DATE(storage_format="%(year)04d/%(month)02d/%(day)02d")), sa.column("c", sqlite.DATETIME(storage_format="%(year)04d%(month)02d%(day)02d%(hour)02d%(minute)02d%(second)02d")))
op.bulk_insert(t, [{"a": datetime.datetime(2020, 1, 2, 3, 4, 5), "b": datetime.date(2020, 1, 2), "c": datetime.datetime(2020, 1, 2, 3, 4, 5)}])
