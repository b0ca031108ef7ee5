# dialect: oracle
op.alter_column("t", "a", server_default="it's")
op.alter_column("t", "a", server_default=sa.text("SYSDATE"), schema="app")
op.alter_column("t", "a", server_default=None)
