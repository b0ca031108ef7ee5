cols = ["a", "b", "c"]
op.execute("SELECT " + ", ".join([c.upper() for c in cols if c != "b"]))
op.execute("SELECT " + ", ".join(sorted({c + "1" for c in cols})))
op.execute("SELECT " + ", ".join(f"{v} AS {k}" for k, v in {c: i for i, c in enumerate(cols)}.items()))
