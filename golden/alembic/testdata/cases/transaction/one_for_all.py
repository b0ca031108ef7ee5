op.execute("SELECT 1")
#: down
op.execute("SELECT -1")
#: next
op.execute("SELECT 2")
#: next down
op.execute("SELECT -2")
