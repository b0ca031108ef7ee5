# dialect: oracle
op.create_table_comment("t", "it's 5%", schema="app")
#: down
op.drop_table_comment("t", schema="app")
