op.execute("COMMIT")
op.execute("CREATE INDEX CONCURRENTLY ix ON t (a)")
