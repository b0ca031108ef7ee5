op.execute(sa.text("UPDATE t SET a = :a, b = :b").bindparams(a=1, b="it's"))
