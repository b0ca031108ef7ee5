# dialect: mysql, mariadb
op.alter_column("t", "a", server_default=sa.func.current_timestamp(), existing_type=sa.DateTime(), existing_nullable=True)
op.alter_column("t", "b", server_default=sa.func.now(6), type_=mysql.DATETIME(fsp=6))
op.alter_column("t", "c", server_default="2000-01-01", existing_type=sa.Date())
