op.alter_column("t", "a", nullable=True, schema="app")
