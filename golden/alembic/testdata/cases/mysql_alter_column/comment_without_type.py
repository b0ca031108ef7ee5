# dialect: mysql, mariadb
op.alter_column("t", "a", comment="x")
