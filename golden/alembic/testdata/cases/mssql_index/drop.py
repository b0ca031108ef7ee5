# dialect: mssql
op.drop_index("My ix", "t")
op.drop_index("ix", table_name="t", if_exists=True)
