import datetime
t = sa.table("t", sa.column("a", sa.Date))
op.bulk_insert(t, [{"a": op.inline_literal(datetime.date(2020, 2, 3), type_=sa.Date)}])
