op.alter_column("t", "id", server_default=sa.Identity(always=True, start=20), existing_server_default=sa.Identity(always=False, start=10))
