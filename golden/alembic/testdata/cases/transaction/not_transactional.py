# opts: transactional_ddl=False
op.execute("SELECT 1")
#: down
op.execute("SELECT 2")
