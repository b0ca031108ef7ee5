xs = list(range(10))
op.execute("SELECT '%s'" % (xs[2:8:3], xs[-1], xs[:2], "abc"[1:]))
