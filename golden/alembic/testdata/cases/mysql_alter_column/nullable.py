# dialect: mysql, mariadb
op.alter_column("t", "a", nullable=False, existing_type=sa.String(30))
#: down
op.alter_column("t", "a", nullable=True, existing_type=sa.String(30))
