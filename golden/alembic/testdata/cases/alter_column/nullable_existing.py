op.alter_column("t", "a", existing_type=sa.VARCHAR(length=50), nullable=False, existing_nullable=True)
