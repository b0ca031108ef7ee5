op.execute("ALTER TABLE t " + ", ".join(f"ADD COLUMN {c} int" for c in ("a", "b")))
