op.create_table("t", sa.Column("c", postgresql.DOMAIN("email", sa.Text(), check="VALUE LIKE '%@%'")))
