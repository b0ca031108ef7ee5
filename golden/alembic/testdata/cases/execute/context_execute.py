op.get_context().execute("UPDATE t SET a = 1")
