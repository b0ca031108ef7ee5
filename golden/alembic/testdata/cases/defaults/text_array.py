op.create_table("t", sa.Column("c", postgresql.ARRAY(sa.Text), server_default=sa.text("ARRAY[]::text[]")))
