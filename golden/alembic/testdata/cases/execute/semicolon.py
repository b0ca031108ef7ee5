op.execute("UPDATE t SET a = 1;")
