# the constraint decides the order, not the columns
op.create_table("t", sa.Column("a", sa.Integer, nullable=False), sa.Column("b", sa.Integer, nullable=False), sa.PrimaryKeyConstraint("b", "a"))
