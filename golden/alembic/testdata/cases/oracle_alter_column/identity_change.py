# dialect: oracle
op.alter_column("t", "a", server_default=sa.Identity(always=True, start=5), existing_server_default=sa.Identity())
