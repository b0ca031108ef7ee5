op.execute("UPDATE t\tSET a = 'x\ty'")
