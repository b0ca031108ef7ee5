# dialect: sqlite
t = sa.Table("My Table", sa.MetaData(), sa.Column("Id", sa.Integer, primary_key=True), sa.Column("group", sa.Integer))
with op.batch_alter_table("My Table", copy_from=t) as batch_op:
    batch_op.alter_column("group", new_column_name="Group 2", comment="x")
