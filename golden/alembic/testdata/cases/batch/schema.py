with op.batch_alter_table("t", schema="app") as batch_op:
    batch_op.add_column(sa.Column("a", sa.Integer()))
    batch_op.create_index("ix_a", ["a"])
    batch_op.drop_constraint("uq")
