# dialect: mssql
op.alter_column("t", "a", type_=sa.Boolean(create_constraint=True, name="ck"), existing_type=sa.Integer(), existing_nullable=True)
op.alter_column("t", "b", type_=sa.Integer(), existing_type=sa.Boolean(create_constraint=True, name="ck2"), existing_nullable=True)
