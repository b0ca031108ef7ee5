# dialect: sqlite
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("up", sa.Integer, sa.ForeignKey("t.id")))
with op.batch_alter_table("t", copy_from=t) as batch_op:
    batch_op.alter_column("up", nullable=False)
