op.create_table("t", sa.Column("c", sa.Integer, sa.Computed("lower('it''s 5%')", persisted=True)))
