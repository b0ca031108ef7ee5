# dialect: mysql, mariadb
op.drop_index("ix", "t")
op.drop_index("ix2", table_name="t", schema="app")
