op.create_table("t", sa.Column("c", postgresql.UUID(as_uuid=True)))
