# dialect: mssql
op.alter_column("t", "a", type_=sa.Unicode(50), existing_type=sa.Unicode(20), existing_nullable=False)
#: down
op.alter_column("t", "a", type_=sa.Unicode(20), existing_type=sa.Unicode(50), existing_nullable=False)
