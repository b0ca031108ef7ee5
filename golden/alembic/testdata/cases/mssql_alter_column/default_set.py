# dialect: mssql
op.alter_column("t", "a", server_default=sa.text("5"), existing_type=sa.Integer())
