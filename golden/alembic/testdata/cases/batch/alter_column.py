with op.batch_alter_table("t") as batch_op:
    batch_op.alter_column("a", existing_type=sa.Integer(), type_=sa.BigInteger(), existing_nullable=False)
    batch_op.alter_column("b", new_column_name="c")
    batch_op.alter_column("d", server_default=sa.text("0"), nullable=False)
