# dialect: mysql, mariadb
op.alter_column("t", "a", server_default=sa.Identity(), existing_type=sa.Integer())
