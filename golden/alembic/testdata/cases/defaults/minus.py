op.create_table("t", sa.Column("c", sa.DateTime, server_default=sa.func.now() - sa.text("interval '1 day'")))
