# dialect: mysql
op.add_column("t", sa.Column("w", sa.Integer, sa.Computed("a * 2")), if_not_exists=True)
