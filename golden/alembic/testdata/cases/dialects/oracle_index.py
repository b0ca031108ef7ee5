# dialect: oracle
op.create_index("ix", "t", ["a"], unique=True)
#: down
op.drop_index("ix", table_name="t")
