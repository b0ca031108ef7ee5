# dialect: mysql, mariadb
op.alter_column("t", "a", existing_type=sa.Integer())
