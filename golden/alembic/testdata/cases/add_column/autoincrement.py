op.add_column("t", sa.Column("id", sa.Integer(), autoincrement=True, nullable=False))
