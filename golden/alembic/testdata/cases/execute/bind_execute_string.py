op.get_bind().execute("UPDATE t SET a = 1")
