op.alter_column("t", "a", server_default=sa.cast(sa.literal("x"), sa.String(5)))
