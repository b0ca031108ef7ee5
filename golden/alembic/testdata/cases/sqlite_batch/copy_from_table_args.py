# dialect: sqlite
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer))
with op.batch_alter_table("t", copy_from=t, table_args=(sa.CheckConstraint("a > 5", name="ck"),), table_kwargs={"sqlite_autoincrement": True}) as batch_op:
    batch_op.alter_column("a", type_=sa.BigInteger())
