op.execute("UPDATE t " + "SET a = " + str(1))
