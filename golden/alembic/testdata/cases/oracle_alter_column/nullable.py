# dialect: oracle
op.alter_column("t", "a", nullable=False)
op.alter_column("t", "a", nullable=True, schema="app")
