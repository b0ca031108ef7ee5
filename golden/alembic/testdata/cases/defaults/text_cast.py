op.create_table("t", sa.Column("c", postgresql.JSONB, server_default=sa.text("'{}'::jsonb")))
