# dialect: mysql, mariadb
op.alter_column("t", "a", existing_type=mysql.VARCHAR(20), type_=sa.String(50), existing_nullable=False)
#: down
op.alter_column("t", "a", existing_type=sa.String(50), type_=mysql.VARCHAR(20), existing_nullable=False)
