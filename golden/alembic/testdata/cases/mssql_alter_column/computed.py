# dialect: mssql
op.alter_column("t", "a", server_default=sa.Computed("b + 1"))
