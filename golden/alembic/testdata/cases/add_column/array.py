op.add_column("t", sa.Column("tags", postgresql.ARRAY(sa.String()), server_default="{}", nullable=False))
