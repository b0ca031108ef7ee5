op.create_table("t", sa.Column("c", sa.DateTime, server_default=sa.text("(now() at time zone 'utc')")))
