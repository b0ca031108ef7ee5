op.alter_column("t", "a", server_default=sa.text("now()"))
#: down
op.alter_column("t", "a", server_default=None)
