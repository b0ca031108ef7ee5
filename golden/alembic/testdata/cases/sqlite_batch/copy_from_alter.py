# dialect: sqlite
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.String(50)), sa.Column("b", sa.Integer, server_default="5"))
with op.batch_alter_table("t", copy_from=t) as batch_op:
    batch_op.alter_column("a", nullable=False, type_=sa.Text(), new_column_name="c")
    batch_op.alter_column("b", server_default=None)
