# dialect: sqlite
op.alter_column("t", "a", comment="x")
