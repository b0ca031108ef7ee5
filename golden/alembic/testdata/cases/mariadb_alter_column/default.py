# dialect: mariadb
op.alter_column("t", "a", server_default=sa.text("uuid()"), existing_type=sa.Uuid())
op.alter_column("t", "a", server_default=sa.text("current_timestamp(6)"), existing_type=mysql.DATETIME(fsp=6), existing_nullable=False)
