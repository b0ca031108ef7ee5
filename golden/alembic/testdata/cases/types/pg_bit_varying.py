op.create_table("t", sa.Column("c", postgresql.BIT(8, varying=True)))
