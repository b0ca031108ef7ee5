# dialect: mssql
op.alter_column("t", "My col", server_default=sa.func.now(), type_=sa.DateTime(), nullable=False, existing_server_default="x")
