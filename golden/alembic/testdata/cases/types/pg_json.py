op.create_table("t", sa.Column("c", postgresql.JSON(astext_type=sa.Text())))
