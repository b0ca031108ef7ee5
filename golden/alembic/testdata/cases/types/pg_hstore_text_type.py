op.create_table("t", sa.Column("c", postgresql.HSTORE(text_type=sa.Text())))
