# dialect: sqlite
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.String(50)), sa.Index("ix_a", "a", unique=True), sa.UniqueConstraint("a", "id", name="uq"))
with op.batch_alter_table("t", copy_from=t) as batch_op:
    batch_op.alter_column("a", new_column_name="b")
