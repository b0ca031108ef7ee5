op.create_table("t", sa.Column("c", sa.Date, server_default=sa.func.current_date()))
