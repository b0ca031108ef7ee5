# dialect: sqlite
op.create_index("ix", "t", ["a"], if_not_exists=True)
#: down
op.drop_index("ix", if_exists=True)
