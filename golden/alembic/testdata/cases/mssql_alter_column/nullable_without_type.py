# dialect: mssql
op.alter_column("t", "a", nullable=False)
