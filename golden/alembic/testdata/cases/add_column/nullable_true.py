op.add_column("t", sa.Column("a", sa.String(length=255), nullable=True))
