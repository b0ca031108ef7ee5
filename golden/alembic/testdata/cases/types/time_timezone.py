op.create_table("t", sa.Column("c", sa.Time(timezone=True)))
