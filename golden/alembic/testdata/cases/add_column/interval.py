op.add_column("t", sa.Column("d", sa.Interval(), server_default=sa.text("'1 day'::interval")))
