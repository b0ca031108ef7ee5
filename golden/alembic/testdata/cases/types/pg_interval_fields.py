op.create_table("t", sa.Column("c", postgresql.INTERVAL(fields="YEAR TO MONTH")))
