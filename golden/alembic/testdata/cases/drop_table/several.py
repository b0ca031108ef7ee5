for name in ("c", "b", "a"):
    op.drop_table(name)
