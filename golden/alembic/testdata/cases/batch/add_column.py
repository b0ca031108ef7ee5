with op.batch_alter_table("t") as batch_op:
    batch_op.add_column(sa.Column("a", sa.Integer(), nullable=True))
    batch_op.add_column(sa.Column("b", sa.String(5), server_default="x"))
#: down
with op.batch_alter_table("t") as batch_op:
    batch_op.drop_column("b")
    batch_op.drop_column("a")
