op.create_table("t", sa.Column("c", sa.String(20), server_default="a\\\\b"))
