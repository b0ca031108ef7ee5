# dialect: sqlite
with op.batch_alter_table("t") as batch_op:
    batch_op.alter_column("a", nullable=False)
