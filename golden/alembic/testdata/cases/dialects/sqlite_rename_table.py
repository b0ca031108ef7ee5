# dialect: sqlite
op.rename_table("t", "u")
