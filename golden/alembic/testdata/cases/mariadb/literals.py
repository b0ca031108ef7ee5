# dialect: mariadb
import datetime, decimal, uuid
t = sa.table("t", sa.column("a", mysql.TINYINT(1)), sa.column("b", mysql.BIT(1)), sa.column("c", mysql.ENUM("a", "b")), sa.column("d", mysql.DATETIME(fsp=6)),
    sa.column("e", sa.Date), sa.column("f", mysql.DOUBLE), sa.column("g", mysql.DECIMAL(10, 2)), sa.column("h", mysql.LONGTEXT), sa.column("i", sa.Uuid), sa.column("k", sa.Time), sa.column("l", mysql.MEDIUMINT))
op.bulk_insert(t, [{"a": True, "c": "a", "d": datetime.datetime(2020, 1, 2, 3, 4, 5, 678), "e": datetime.date(2020, 1, 2), "f": 1.5, "g": decimal.Decimal("12.50"), "h": "a\\b 'c' \"d\"", "i": uuid.UUID(int=5), "k": datetime.time(1, 2, 3), "l": 7}])
op.bulk_insert(t, [{"a": 0, "c": None, "d": None, "e": None, "f": -3, "g": 7, "h": "", "i": None, "k": None, "l": False}])
op.execute(t.update().values(h=sa.bindparam("x", "back\\slash")).where(t.c.h == sa.text("'raw \\ text'")))
op.execute(sa.text("UPDATE t SET h = :h WHERE a = :a").bindparams(h="it's \\", a=1))
