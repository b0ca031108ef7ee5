# dialect: oracle
op.alter_column("t", "a", type_=sa.String(50), existing_type=sa.String(20))
#: down
op.alter_column("t", "a", type_=sa.String(20), existing_type=sa.String(50))
