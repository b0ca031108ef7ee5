# dialect: mysql, mariadb
op.alter_column("t", "a", new_column_name="b", existing_type=sa.Integer(), existing_nullable=False)
#: down
op.alter_column("t", "b", new_column_name="a", existing_type=sa.Integer(), existing_nullable=False)
