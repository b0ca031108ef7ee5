op.drop_column("t", "a")
