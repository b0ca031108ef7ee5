op.execute("UPDATE %s SET a = %d WHERE b = '%s'" % ("t", 3, "x"))
