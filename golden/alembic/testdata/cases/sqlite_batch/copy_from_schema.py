# dialect: sqlite
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer, index=True), schema="app")
with op.batch_alter_table("t", schema="app", copy_from=t) as batch_op:
    batch_op.alter_column("a", nullable=False)
