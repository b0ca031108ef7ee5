op.create_table("t", sa.Column("c", postgresql.TIME(precision=3)))
