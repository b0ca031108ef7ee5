op.alter_column("t", "a", server_default=sa.text("'50%'"))
