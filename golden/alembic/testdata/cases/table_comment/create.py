op.create_table_comment("t", "about t", existing_comment=None)
#: down
op.drop_table_comment("t", existing_comment="about t")
