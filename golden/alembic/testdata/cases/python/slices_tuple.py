xs = list(range(10))
op.execute("SELECT %s, %s" % (xs[2:5][0], len(xs)))
