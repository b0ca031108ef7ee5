# dialect: mariadb
op.rename_table("t", "u")
