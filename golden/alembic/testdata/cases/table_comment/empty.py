op.create_table_comment("t", "")
