op.add_column("t", sa.Column("a", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False))
