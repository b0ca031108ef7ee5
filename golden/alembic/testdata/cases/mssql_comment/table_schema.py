# dialect: mssql
op.create_table_comment("t", "it's", schema="app")
#: down
op.drop_table_comment("t", schema="app")
