# dialect: mysql, mariadb
op.alter_column("t", "id", autoincrement=True, existing_type=sa.Integer(), existing_nullable=False)
#: down
op.alter_column("t", "id", autoincrement=False, existing_type=sa.Integer(), existing_nullable=False, existing_autoincrement=True)
