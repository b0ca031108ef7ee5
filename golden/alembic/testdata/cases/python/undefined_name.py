op.execute(nope)
