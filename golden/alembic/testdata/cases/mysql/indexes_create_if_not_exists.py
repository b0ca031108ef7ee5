# dialect: mysql
op.create_index("ix", "t", ["order"], if_not_exists=True)
