# dialect: oracle
op.create_table("t", sa.Column("a", sa.Integer), sa.Column("c", sa.Integer, sa.Computed("a + 2", persisted=True)))
