op.create_table("t", sa.Column("c", sa.Text, server_default=sa.case((sa.literal(1) == 1, "a"), else_="b")))
