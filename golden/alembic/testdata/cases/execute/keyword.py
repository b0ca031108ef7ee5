op.execute(sqltext="UPDATE t SET a = 1")
