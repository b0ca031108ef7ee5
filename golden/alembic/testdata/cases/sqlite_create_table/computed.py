# dialect: sqlite
op.create_table("t", sa.Column("a", sa.Integer), sa.Column("b", sa.Integer, sa.Computed("a + 1")), sa.Column("c", sa.Integer, sa.Computed("a + 2", persisted=True)), sa.Column("d", sa.Integer, sa.Computed("a + 3", persisted=False), nullable=False))
