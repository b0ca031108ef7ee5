op.add_column("t", sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=True))
