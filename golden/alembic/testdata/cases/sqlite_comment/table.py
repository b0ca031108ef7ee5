# dialect: sqlite
op.create_table_comment("t", "x")
