# dialect: mysql, mariadb
op.create_table_comment("t", "it's 5% \\ of")
op.create_table_comment("t", "x", existing_comment="y", schema="app")
#: down
op.drop_table_comment("t", existing_comment="x")
