# dialect: oracle
import datetime
import decimal
t = sa.table("t", sa.column("c", sa.DateTime), sa.column("d", sa.Date), sa.column("f", sa.Numeric), sa.column("h", oracle.TIMESTAMP()), sa.column("i", sa.Float))
op.execute(t.insert().values(c=datetime.datetime(2020, 1, 2, 3, 4, 5, 600), d=datetime.date(2020, 1, 2), f=decimal.Decimal("1.5"), h=datetime.datetime(2020, 1, 2, 3, 4, 5), i=1.5))
