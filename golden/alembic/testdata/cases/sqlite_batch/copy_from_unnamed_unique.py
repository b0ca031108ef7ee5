# dialect: sqlite
t = sa.Table("t", sa.MetaData(naming_convention={"uq": "uq_%(table_name)s_%(column_0_name)s"}), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer), sa.UniqueConstraint("a"))
with op.batch_alter_table("t", copy_from=t) as batch_op:
    batch_op.drop_constraint("uq_t_a", type_="unique")
