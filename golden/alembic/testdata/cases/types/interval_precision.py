op.create_table("t", sa.Column("c", sa.Interval(second_precision=3, day_precision=2)))
