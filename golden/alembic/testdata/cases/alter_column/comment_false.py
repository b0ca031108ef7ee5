op.alter_column("t", "a", comment=False)
