# dialect: mysql
op.drop_index("ix", table_name="group", schema="s", if_exists=True)
