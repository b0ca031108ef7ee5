# dialect: oracle
op.create_index("ix", "t", ["a"], oracle_bitmap=True)
op.create_index("ix2", "t", ["a", "b"], oracle_compress=1)
op.create_index("ix3", "t", ["a"], oracle_compress=True, unique=True)
