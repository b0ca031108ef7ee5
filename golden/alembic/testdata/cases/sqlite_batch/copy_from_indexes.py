# dialect: sqlite
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.String(50)), sa.Column("b", sa.Integer), sa.Index("ix_a", "a"))
with op.batch_alter_table("t", copy_from=t) as batch_op:
    batch_op.drop_column("b")
    batch_op.create_index("ix_id", ["id"], unique=True)
    batch_op.drop_index("ix_a")
