op.execute("UPDATE t SET a = 'C:\\dir'")
