op.create_table("t", sa.Column("c", sa.Integer, sa.Computed(sa.column("a") * 2, persisted=True)))
