op.create_table("t", sa.Column("c", sa.Integer, sa.Computed("a + 1", persisted=True)))
