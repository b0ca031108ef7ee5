with op.batch_alter_table("t") as batch_op:
    batch_op.add_column(sa.Column("a", sa.Integer()), if_not_exists=True)
    batch_op.drop_column("b", if_exists=True)
    batch_op.create_index("ix", ["a"], if_not_exists=True)
    batch_op.drop_index("ix2", if_exists=True)
