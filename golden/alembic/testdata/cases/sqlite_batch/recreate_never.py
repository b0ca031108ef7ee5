# dialect: sqlite
with op.batch_alter_table("t", recreate="never") as batch_op:
    batch_op.add_column(sa.Column("a", sa.Integer))
    batch_op.drop_column("b")
    batch_op.alter_column("c", new_column_name="d")
