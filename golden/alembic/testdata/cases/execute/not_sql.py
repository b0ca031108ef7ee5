op.execute(5)
