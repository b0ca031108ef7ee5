# dialect: mysql, mariadb
op.alter_column("t", "a", server_default="it's")
#: down
op.alter_column("t", "a", server_default=None)
