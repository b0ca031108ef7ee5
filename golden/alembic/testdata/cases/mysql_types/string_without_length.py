# dialect: mysql, mariadb
op.create_table("t", sa.Column("a", sa.String()))
