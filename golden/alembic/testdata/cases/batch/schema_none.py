with op.batch_alter_table("t", schema=None) as batch_op:
    batch_op.alter_column("a", nullable=False)
