op.execute(sa.text("UPDATE t SET a = :a, b = :b").bindparams(a=True, b=1.5))
