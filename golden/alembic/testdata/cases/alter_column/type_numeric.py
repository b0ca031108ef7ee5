op.alter_column("t", "a", existing_type=sa.NUMERIC(10, 2), type_=sa.Numeric(precision=12, scale=4), existing_nullable=True)
