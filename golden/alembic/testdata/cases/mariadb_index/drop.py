# dialect: mariadb
op.drop_index("ix", table_name="t", mariadb_length=5)
op.drop_index("ix2", table_name="t", if_exists=True)
