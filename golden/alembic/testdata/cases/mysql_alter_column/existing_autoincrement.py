# dialect: mysql, mariadb
op.alter_column("t", "id", existing_type=sa.Integer(), type_=sa.BigInteger(), existing_autoincrement=True, existing_nullable=False)
op.alter_column("t", "id", existing_type=sa.Integer(), new_column_name="key", autoincrement=True)
