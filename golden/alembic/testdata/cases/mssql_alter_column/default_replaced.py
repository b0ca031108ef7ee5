# dialect: mssql
op.alter_column("t", "a", server_default="it's", existing_server_default="x", schema="app")
#: down
op.alter_column("t", "a", server_default=None, schema="app")
