# dialect: mssql
import datetime
import decimal
import uuid
t = sa.table("t", sa.column("a", sa.Unicode), sa.column("b", sa.String), sa.column("c", sa.DateTime), sa.column("d", sa.Date), sa.column("e", sa.Uuid), sa.column("f", sa.Numeric), sa.column("g", sa.Time), sa.column("h", sa.DateTime(timezone=True)))
op.execute(t.insert().values(a="ü", b="ü", c=datetime.datetime(2020, 1, 2, 3, 4, 5, 600), d=datetime.date(2020, 1, 2), e=uuid.UUID(int=5), f=decimal.Decimal("1.5"), g=datetime.time(1, 2, 3)))
