op.create_table("t", sa.Column("c", sa.Text, server_default=sa.literal("it's")))
