# dialect: mysql
op.create_index("ix", "t", [sa.text("lower(a)")])
