op.execute("SELECT setval('s', 1)")
