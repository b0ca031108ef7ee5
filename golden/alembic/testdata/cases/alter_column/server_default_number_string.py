op.alter_column("t", "a", server_default="0")
