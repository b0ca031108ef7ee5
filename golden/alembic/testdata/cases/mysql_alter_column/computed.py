# dialect: mysql, mariadb
op.alter_column("t", "a", server_default=sa.Computed("b + 1"), existing_type=sa.Integer())
