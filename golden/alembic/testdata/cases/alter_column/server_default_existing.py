op.alter_column("t", "a", existing_type=sa.Boolean(), server_default=None, existing_server_default=sa.text("false"))
