# dialect: mysql, mariadb
op.alter_column("t", "a", nullable=False)
