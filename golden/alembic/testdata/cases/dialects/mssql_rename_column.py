# dialect: mssql
op.alter_column("t", "a", existing_type=sa.Integer(), new_column_name="b")
