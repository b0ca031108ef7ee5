# dialect: oracle
op.alter_column("t", "a", existing_type=sa.Integer(), type_=sa.BigInteger(), nullable=False)
