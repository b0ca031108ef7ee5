with op.batch_alter_table("t", table_args=(sa.UniqueConstraint("a"),), table_kwargs={"comment": "x"}) as batch_op:
    batch_op.add_column(sa.Column("a", sa.Integer()))
