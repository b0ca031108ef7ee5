# dialect: sqlite
with op.batch_alter_table("t") as batch_op:
    batch_op.add_column(sa.Column("a", sa.Integer, nullable=True))
    batch_op.add_column(sa.Column("b", sa.String(5), server_default="x", nullable=False))
    batch_op.create_index("ix", ["a"])
