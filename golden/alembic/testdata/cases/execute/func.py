op.execute(sa.select(sa.func.setval("s", 1)))
