op.create_table_comment("t", "it's 100% \\ \"good\"", schema="app")
#: down
op.drop_table_comment("t", schema="app")
