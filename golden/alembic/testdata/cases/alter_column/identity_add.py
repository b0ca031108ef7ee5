op.alter_column("t", "id", server_default=sa.Identity())
#: down
op.alter_column("t", "id", server_default=None, existing_server_default=sa.Identity())
