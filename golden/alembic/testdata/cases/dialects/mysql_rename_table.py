# dialect: mysql
op.rename_table("t", "u")
