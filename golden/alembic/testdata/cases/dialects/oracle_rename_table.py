# dialect: oracle
op.rename_table("t", "u")
