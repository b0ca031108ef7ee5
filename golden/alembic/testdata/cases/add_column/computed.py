op.add_column("t", sa.Column("total", sa.Numeric(10, 2), sa.Computed("price * qty", persisted=True)))
