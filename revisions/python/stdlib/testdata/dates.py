import datetime as dt
from datetime import date, datetime, time, timedelta, timezone

out = []


def show(label, fn):
    try:
        out.append(f"{label}: {fn()!r}")
    except Exception as e:
        out.append(f"{label}: {type(e).__name__}: {e}")


d = datetime(2024, 2, 29, 13, 5, 9, 120)
z = datetime(2024, 2, 29, 13, 5, 9, tzinfo=timezone(timedelta(hours=5, minutes=30)))
for x in [d, z, d.date(), d.time(), time(1, 2), time(1, 2, 3, tzinfo=timezone.utc), date(1, 1, 1), timedelta(0), timedelta(days=1), timedelta(days=-1, seconds=5),
          timedelta(hours=25, microseconds=7), timezone.utc, timezone(timedelta(hours=-3)), timezone(timedelta(hours=1), "CET"), datetime.min, datetime.max, date.max, datetime(2020, 1, 1)]:
    out.append(f"{x} {x!r}")
for spec in "aAwdbBmyYHIpMSfzZjUWcxX%GuV":
    show(f"%{spec}", lambda: (d.strftime("%" + spec), z.strftime("%" + spec), date(2021, 1, 3).strftime("%" + spec)))
show("fstring", lambda: f"{d:%Y-%m-%d %H:%M} {d.date():%d/%m} {d}")
for text, fmt in [("2024-01-31", "%Y-%m-%d"), ("31 Jan 2024 5:06 PM", "%d %b %Y %I:%M %p"), ("2024-01-31T10:20:30.5Z", "%Y-%m-%dT%H:%M:%S.%f%z"), ("x", "%Y"), ("2024x", "%Y"),
                  ("2024-02-30", "%Y-%m-%d"), ("20240131", "%Y%m%d"), ("12/31/99", "%m/%d/%y"), ("2024 060", "%Y %j"), ("5", "%Q"), ("Monday, January 01", "%A, %B %d"), ("10:20+05:30", "%H:%M%z")]:
    show(f"strptime {text!r} {fmt!r}", lambda: datetime.strptime(text, fmt))
for text in ["2024-01-31", "2024-01-31 10:20", "2024-01-31T10:20:30", "2024-01-31T10:20:30.123456", "2024-01-31T10:20:30+02:00", "2024-01-31T10:20:30Z", "20240131T102030", "2024-W05-3", "nope",
             "2024-13-01", "2024-01-31T10:20:30.1", "2024-01-31T25:00"]:
    show(f"fromiso {text!r}", lambda: datetime.fromisoformat(text))
show("date iso", lambda: date.fromisoformat("2024-05-06"))
show("date iso bad", lambda: date.fromisoformat("2024-5-6"))
show("time iso", lambda: time.fromisoformat("10:20:30"))
show("isoformat", lambda: (d.isoformat(), d.isoformat(" "), d.isoformat(timespec="minutes"), z.isoformat(timespec="milliseconds"), d.time().isoformat(), d.date().isoformat()))
show("arith", lambda: (d + timedelta(days=1), d - timedelta(hours=14), d - datetime(2023, 1, 1), date(2024, 3, 1) - date(2024, 2, 1), date(2024, 3, 1) - timedelta(days=1), timedelta(days=1) * 2.5, timedelta(days=1) / 3,
                       timedelta(days=1) // timedelta(hours=5), timedelta(days=1) / timedelta(hours=5), -timedelta(seconds=1), abs(timedelta(days=-2)), timedelta(days=1) % timedelta(hours=5), timedelta(days=5) // 2))
show("compare", lambda: (d < z.replace(tzinfo=None), d == d.replace(microsecond=0), date(2024, 1, 1) < date(2024, 1, 2), timedelta(1) > timedelta(0), z == z.astimezone(timezone.utc)))
show("naive aware", lambda: d < z)
show("naive minus aware", lambda: d - z)
show("date vs datetime", lambda: date(2024, 1, 1) < datetime(2024, 1, 1))
show("attrs", lambda: (d.year, d.month, d.day, d.hour, d.minute, d.second, d.microsecond, d.tzinfo, z.tzinfo, z.utcoffset(), z.tzname(), d.weekday(), d.isoweekday(), d.isocalendar()[1], d.toordinal(), d.ctime()))
show("td attrs", lambda: (timedelta(-1, 5, 7).days, timedelta(-1, 5, 7).seconds, timedelta(-1, 5, 7).microseconds, timedelta(1.5).total_seconds(), bool(timedelta(0)), timedelta(weeks=1, milliseconds=5)))
show("replace", lambda: (d.replace(year=2023, day=1), d.date().replace(month=12), d.time().replace(hour=0)))
show("bad day", lambda: date(2023, 2, 29))
show("bad month", lambda: datetime(2023, 13, 1))
show("bad hour", lambda: datetime(2023, 1, 1, 24))
show("bad year", lambda: date(0, 1, 1))
show("combine", lambda: datetime.combine(date(2024, 1, 2), time(3, 4)))
show("timestamp", lambda: (z.timestamp(), datetime.fromtimestamp(1700000000, tz=timezone.utc), datetime.fromtimestamp(1700000000.25, timezone.utc)))
show("overflow", lambda: date.max + timedelta(days=1))
show("min max", lambda: (max(date(2024, 1, 1), date(2023, 1, 1)), sorted([timedelta(2), timedelta(1)])))
show("isinstance", lambda: (isinstance(d, date), isinstance(d.date(), datetime), isinstance(d, datetime), type(d).__name__))
show("hash", lambda: len({d, d.replace(), date(2024, 1, 1), date(2024, 1, 1)}))
show("sum", lambda: sum([timedelta(1), timedelta(2)], timedelta(0)))
show("dt.UTC", lambda: dt.UTC)
