op.alter_column("t", "a", existing_type=sa.Integer(), comment="new", existing_comment="old", existing_nullable=False)
