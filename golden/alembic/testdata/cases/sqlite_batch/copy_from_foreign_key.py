# dialect: sqlite
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("u_id", sa.Integer, sa.ForeignKey("u.id", name="fk_u")))
with op.batch_alter_table("t", copy_from=t) as batch_op:
    batch_op.drop_constraint("fk_u", type_="foreignkey")
    batch_op.create_foreign_key("fk_u2", "u", ["u_id"], ["id"], ondelete="CASCADE")
