op.alter_column("t", "a", server_default=sa.func.nextval("s"))
