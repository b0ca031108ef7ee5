# dialect: sqlite
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer), sa.UniqueConstraint("a"))
with op.batch_alter_table("t", copy_from=t, naming_convention={"uq": "uq_%(table_name)s_%(column_0_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s"}) as batch_op:
    batch_op.create_unique_constraint("uq_id_a", ["id", "a"])
    batch_op.create_check_constraint("positive", "a > 0")
