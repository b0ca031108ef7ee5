op.execute(sa.text("UPDATE t SET a = :v WHERE a <> :v").bindparams(v="z"))
