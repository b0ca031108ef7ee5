# dialect: sqlite
op.add_column("t", sa.Column("a", sa.Integer(), unique=True))
