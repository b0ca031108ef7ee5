# opts: transaction_per_migration=True
op.execute("SELECT 1")
#: down
op.execute("SELECT 2")
#: next
op.execute("SELECT 3")
