# dialect: oracle
op.create_index("ix", "t", ["a"], schema="app", unique=True)
#: down
op.drop_index("ix", table_name="t", schema="app")
