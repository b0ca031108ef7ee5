# dialect: oracle
op.create_index("ix", "t", ["a"], if_not_exists=True)
#: down
op.drop_index("ix", table_name="t", if_exists=True)
