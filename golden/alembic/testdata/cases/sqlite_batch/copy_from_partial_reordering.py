# dialect: sqlite
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer), sa.Column("b", sa.Integer), sa.Column("c", sa.Integer))
with op.batch_alter_table("t", copy_from=t, partial_reordering=[("c", "b"), ("id", "c")]) as batch_op:
    batch_op.alter_column("a", nullable=False)
