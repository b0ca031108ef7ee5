# opts: literal_binds=False
op.execute(sa.text("UPDATE t SET a = :a").bindparams(a=1))
op.execute("SELECT ':x', ':y'")
