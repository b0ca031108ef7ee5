cols = [sa.Column(n, sa.Integer, nullable=False) for n in ("a", "b", "c")]
op.create_table("t", *cols, sa.PrimaryKeyConstraint("a"))
