# dialect: sqlite
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.String(50)), sa.Column("b", sa.Integer))
with op.batch_alter_table("t", copy_from=t) as batch_op:
    batch_op.create_unique_constraint("uq_a", ["a"])
    batch_op.create_check_constraint("ck_b", "b > 0")
