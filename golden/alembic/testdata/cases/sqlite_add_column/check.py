# dialect: sqlite
op.add_column("t", sa.Column("a", sa.Integer(), sa.CheckConstraint("a > 0")))
