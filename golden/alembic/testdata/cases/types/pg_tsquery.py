op.create_table("t", sa.Column("c", postgresql.TSQUERY()))
