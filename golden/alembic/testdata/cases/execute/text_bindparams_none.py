op.execute(sa.text("UPDATE t SET a = :a").bindparams(a=None))
