op.execute(sa.text("SELECT 1").bindparams(nope=1))
