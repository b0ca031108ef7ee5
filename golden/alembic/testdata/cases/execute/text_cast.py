op.execute(sa.text("UPDATE t SET a = :v::jsonb").bindparams(v='{"a": 1}'))
