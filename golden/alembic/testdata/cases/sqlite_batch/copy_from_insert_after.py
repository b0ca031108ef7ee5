# dialect: sqlite
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer), sa.Column("b", sa.Integer))
with op.batch_alter_table("t", copy_from=t, recreate="always") as batch_op:
    batch_op.add_column(sa.Column("c", sa.Integer, server_default="0"), insert_after="id")
    batch_op.add_column(sa.Column("d", sa.Integer), insert_before="b")
    batch_op.add_column(sa.Column("e", sa.Integer))
