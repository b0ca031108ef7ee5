with op.batch_alter_table("t") as batch_op:
    batch_op.add_column(sa.Column("a", sa.Integer()))
    batch_op.execute("UPDATE t SET a = 1")
    batch_op.alter_column("a", nullable=False)
