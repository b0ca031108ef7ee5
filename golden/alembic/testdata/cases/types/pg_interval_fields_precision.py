op.create_table("t", sa.Column("c", postgresql.INTERVAL(fields="DAY TO SECOND", precision=2)))
