# dialect: oracle
op.alter_column("t", "a", server_default=None, existing_server_default=sa.Identity())
