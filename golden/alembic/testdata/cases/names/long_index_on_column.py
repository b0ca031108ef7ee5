op.create_table("a_table_with_a_rather_long_name_for_an_index", sa.Column("a_column_with_a_rather_long_name_too", sa.Integer, index=True))
