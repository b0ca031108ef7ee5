op.alter_column("t", "a", type_=sa.BigInteger(), existing_type=sa.Integer())
#: down
op.alter_column("t", "a", type_=sa.Integer(), existing_type=sa.BigInteger())
