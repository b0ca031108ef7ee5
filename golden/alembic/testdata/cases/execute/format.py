op.execute("UPDATE {0} SET {col} = {1}".format("t", 2, col="a"))
