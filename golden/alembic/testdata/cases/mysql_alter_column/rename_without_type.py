# dialect: mysql, mariadb
op.alter_column("t", "a", new_column_name="b")
