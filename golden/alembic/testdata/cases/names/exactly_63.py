op.create_index("ix_" + "4" * 60, "t", ["a"])
