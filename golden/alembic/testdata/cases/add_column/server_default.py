op.add_column("t", sa.Column("a", sa.Boolean(), server_default=sa.false(), nullable=False))
