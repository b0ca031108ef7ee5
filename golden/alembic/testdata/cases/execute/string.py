op.execute("UPDATE t SET a = 1")
#: down
op.execute("UPDATE t SET a = NULL")
