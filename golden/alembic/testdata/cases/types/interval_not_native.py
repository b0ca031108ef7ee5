op.create_table("t", sa.Column("c", sa.Interval(native=False)))
