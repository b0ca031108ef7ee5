s = "  Hello World  "
op.execute("SELECT '%s'" % "|".join([s.strip(), s.lower(), s.upper(), s.replace(" ", ""), s.strip().title(), s.strip().split()[0], s.strip()[::-1], "a".zfill(3), "x".ljust(3, "-"), "{:>5}".format("y")]))
