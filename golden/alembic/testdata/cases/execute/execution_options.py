op.execute("UPDATE t SET a = 1", execution_options={"autocommit": True})
