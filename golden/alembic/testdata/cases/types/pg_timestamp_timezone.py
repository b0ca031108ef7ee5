op.create_table("t", sa.Column("c", postgresql.TIMESTAMP(timezone=True)))
