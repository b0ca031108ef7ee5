with op.batch_alter_table("t") as batch_op:
    batch_op.add_column(sa.Column("u_id", sa.Integer(), sa.ForeignKey("u.id", name="fk")))
