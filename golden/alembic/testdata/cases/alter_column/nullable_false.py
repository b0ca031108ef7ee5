op.alter_column("t", "a", nullable=False)
#: down
op.alter_column("t", "a", nullable=True)
