op.alter_column("t", "id", server_default=sa.text("7"), existing_server_default=sa.Identity())
