# dialect: mysql, mariadb
op.alter_column("t", "a", type_=sa.String(50))
