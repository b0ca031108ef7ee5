# dialect: mariadb
op.alter_column("t", "a", new_column_name="b", existing_type=mysql.INET6(), existing_nullable=False)
