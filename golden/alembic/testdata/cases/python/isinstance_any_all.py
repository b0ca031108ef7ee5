xs = [1, "a", None]
op.execute("SELECT '%s'" % [isinstance(x, (int, str)) for x in xs])
op.execute("SELECT '%s %s'" % (any(xs), all(xs)))
