op.create_table("t", sa.Column("c", sa.Interval, server_default=sa.text("interval '1 day'")))
