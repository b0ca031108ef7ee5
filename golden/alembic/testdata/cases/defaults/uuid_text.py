op.create_table("t", sa.Column("c", postgresql.UUID(as_uuid=True), server_default=sa.text("uuid_generate_v4()")))
