# dialect: sqlite
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.String(50)), sa.Column("b", sa.Integer), sa.Column("c", sa.DateTime))
with op.batch_alter_table("t", copy_from=t) as batch_op:
    batch_op.alter_column("a", type_=sa.Integer())
    batch_op.alter_column("b", type_=sa.String(20))
    batch_op.alter_column("c", type_=sa.Date())
