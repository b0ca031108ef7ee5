# dialect: oracle
op.execute("UPDATE t SET a = 1;")
op.execute("UPDATE t SET a = 2\n/")
