op.alter_column("t", "id", existing_type=sa.Integer(), autoincrement=True)
