from datetime import datetime, timedelta, date
d = datetime(2020, 1, 31) + timedelta(days=1, hours=2)
op.execute(f"SELECT '{d}', '{d.isoformat()}', '{d:%Y/%m/%d}', '{d.strftime('%d.%m.%y')}', '{date(2020, 1, 2)}'")
