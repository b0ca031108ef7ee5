# dialect: mysql, mariadb
op.add_column("t", sa.Column("a", sa.UUID()))
