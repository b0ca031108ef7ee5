# dialect: sqlite
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Boolean(create_constraint=True, name="ck_a")), sa.Column("b", sa.Enum("x", "y", name="kind", create_constraint=True)))
with op.batch_alter_table("t", copy_from=t) as batch_op:
    batch_op.alter_column("a", existing_type=sa.Boolean(create_constraint=True, name="ck_a"), type_=sa.Integer())
    batch_op.alter_column("b", existing_type=sa.Enum("x", "y", name="kind", create_constraint=True), type_=sa.Enum("x", "y", "z", name="kind", create_constraint=True))
