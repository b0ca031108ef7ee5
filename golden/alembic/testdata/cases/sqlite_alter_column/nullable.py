# dialect: sqlite
op.alter_column("t", "a", nullable=False, existing_type=sa.Integer())
