# dialect: mysql, mariadb
op.rename_table("a", "b", schema="app")
op.rename_table("Old", "select")
