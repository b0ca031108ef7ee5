op.alter_column("t", "a", comment="it's a")
#: down
op.alter_column("t", "a", comment=None)
