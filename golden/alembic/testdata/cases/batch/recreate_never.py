with op.batch_alter_table("t", recreate="never") as batch_op:
    batch_op.add_column(sa.Column("a", sa.Integer()))
