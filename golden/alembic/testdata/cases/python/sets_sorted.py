op.execute("SELECT '%s'" % sorted({"b", "a"} | {"c"}))
op.execute("SELECT '%s'" % sorted({3, 1} & {1, 2}, reverse=True))
