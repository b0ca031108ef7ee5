op.alter_column("t", "a", existing_type=sa.Integer(), existing_nullable=True)
