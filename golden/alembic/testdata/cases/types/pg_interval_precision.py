op.create_table("t", sa.Column("c", postgresql.INTERVAL(precision=3)))
