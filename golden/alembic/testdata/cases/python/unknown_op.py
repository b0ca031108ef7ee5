op.create_nothing("t")
