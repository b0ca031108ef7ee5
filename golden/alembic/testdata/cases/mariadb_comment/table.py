# dialect: mariadb
op.create_table_comment("t", "it's")
#: down
op.drop_table_comment("t")
