op.create_table("t", sa.Column("c", sa.String(255)))
