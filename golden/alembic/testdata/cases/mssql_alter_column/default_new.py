# dialect: mssql
op.alter_column("t", "a", server_default="5", existing_server_default=False)
