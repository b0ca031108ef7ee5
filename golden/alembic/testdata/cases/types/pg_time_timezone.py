op.create_table("t", sa.Column("c", postgresql.TIME(timezone=True)))
