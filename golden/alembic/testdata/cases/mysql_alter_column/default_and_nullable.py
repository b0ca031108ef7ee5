# dialect: mysql, mariadb
op.alter_column("t", "a", server_default="1", nullable=False, existing_type=sa.Integer())
op.alter_column("t", "b", server_default=None, nullable=True, existing_type=sa.Integer(), existing_server_default="7")
