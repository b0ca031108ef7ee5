op.create_index("ix_" + "4" * 61, "t", ["a"])
