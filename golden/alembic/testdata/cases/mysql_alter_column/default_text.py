# dialect: mysql, mariadb
op.alter_column("t", "a", server_default=sa.text("0"), existing_type=sa.Integer())
op.alter_column("t", "b", server_default=sa.text("(uuid())"), existing_type=sa.String(36), schema="app")
op.alter_column("t", "c", server_default=sa.func.now())
