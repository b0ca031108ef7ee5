op.get_context().impl.execute("UPDATE t SET a = 1")
