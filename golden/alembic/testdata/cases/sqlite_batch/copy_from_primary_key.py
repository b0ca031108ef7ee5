# dialect: sqlite
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer), sa.Column("a", sa.String(50)))
with op.batch_alter_table("t", copy_from=t) as batch_op:
    batch_op.create_primary_key("pk_t", ["id"])
#: down
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer), sa.Column("a", sa.String(50)), sa.PrimaryKeyConstraint("id", name="pk_t"))
with op.batch_alter_table("t", copy_from=t) as batch_op:
    batch_op.drop_constraint("pk_t", type_="primary")
