# dialect: sqlite
op.create_index("ix", "t", ["a"], schema="app")
#: down
op.drop_index("ix", table_name="t", schema="app")
