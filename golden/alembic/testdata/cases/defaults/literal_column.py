op.create_table("t", sa.Column("c", sa.Date, server_default=sa.literal_column("CURRENT_DATE")))
