# dialect: mysql, mariadb
t = sa.table("t", sa.column("a", sa.Integer), sa.column("b", sa.String), sa.column("c", sa.Boolean), sa.column("d", sa.DateTime), sa.column("e", sa.LargeBinary), sa.column("f", sa.JSON), sa.column("g", sa.Numeric), sa.column("h", sa.Date), sa.column("i", sa.Float), sa.column("j", sa.Uuid))
import datetime
import decimal
import uuid
op.bulk_insert(t, [{"a": 1, "b": "it's", "c": True, "d": datetime.datetime(2020, 1, 2, 3, 4, 5, 6), "g": decimal.Decimal("1.50"), "h": datetime.date(2020, 1, 2), "i": 1.5, "j": uuid.UUID(int=5)}])
