# dialect: sqlite
op.alter_column("t", "a", server_default="5")
