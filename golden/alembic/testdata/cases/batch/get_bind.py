with op.batch_alter_table("t") as batch_op:
    if batch_op.get_bind().dialect.name == "postgresql":
        batch_op.add_column(sa.Column("a", sa.Integer()))
