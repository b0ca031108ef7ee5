# dialect: mssql
op.create_index("ix", "t", ["a"], if_not_exists=True)
