op.alter_column("t", "a", existing_type=postgresql.ENUM("x", "y", name="xy"), nullable=True)
