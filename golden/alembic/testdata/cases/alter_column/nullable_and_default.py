op.alter_column("t", "a", existing_type=sa.INTEGER(), nullable=False, server_default=sa.text("0"))
