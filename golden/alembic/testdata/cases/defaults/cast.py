op.create_table("t", sa.Column("c", sa.Date, server_default=sa.cast("2020-01-01", sa.Date)))
