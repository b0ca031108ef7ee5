import datetime
op.execute(sa.text("UPDATE t SET a = :a").bindparams(a=datetime.date(2020, 5, 6)))
