op.create_table("t", sa.Column("a", sa.Integer, nullable=False), sa.Column("b", sa.String(3), nullable=False), sa.PrimaryKeyConstraint("a", "b", name="pk_t"))
