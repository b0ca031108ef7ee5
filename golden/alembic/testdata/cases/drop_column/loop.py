for c in ["a", "b"]:
    op.drop_column("t", c)
