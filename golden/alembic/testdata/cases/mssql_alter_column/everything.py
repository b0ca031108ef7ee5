# dialect: mssql
op.alter_column("t", "a", new_column_name="b", type_=sa.Integer(), nullable=False, server_default="1", existing_server_default="0")
