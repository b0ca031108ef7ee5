# dialect: mysql, mariadb
op.alter_column("t", "a", server_default=sa.text("CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"), existing_type=mysql.TIMESTAMP(), existing_nullable=False)
#: down
op.alter_column("t", "a", server_default=None, existing_type=mysql.TIMESTAMP(), existing_nullable=False)
