# dialect: mssql
op.alter_column("it's", "o'col", server_default=None)
