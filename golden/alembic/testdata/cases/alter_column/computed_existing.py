op.alter_column("t", "a", server_default=sa.text("1"), existing_server_default=sa.Computed("b + 1"))
