# dialect: sqlite
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer), sa.Column("b", sa.Integer, sa.Computed("a + 1")))
with op.batch_alter_table("t", copy_from=t) as batch_op:
    batch_op.alter_column("a", nullable=False)
