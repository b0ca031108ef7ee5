# dialect: oracle
op.create_table("t", sa.Column("a", sa.Integer), sa.Column("b", sa.Integer, sa.Computed("a + 1")), sa.Column("d", sa.Integer, sa.Computed("a + 3", persisted=False)))
