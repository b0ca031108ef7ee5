# dialect: mysql, mariadb
op.execute("UPDATE t SET a = JSON_EXTRACT(b, '$.x:y'), c = '10\\:30', d := 5")
op.execute(sa.text("UPDATE t SET a = :a, b = :b").bindparams(a="it's \\ 5%", b=None))
