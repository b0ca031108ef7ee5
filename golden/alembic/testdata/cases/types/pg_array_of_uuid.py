op.create_table("t", sa.Column("c", postgresql.ARRAY(postgresql.UUID(as_uuid=True))))
