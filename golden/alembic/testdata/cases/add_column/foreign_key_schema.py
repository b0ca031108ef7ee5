op.add_column("t", sa.Column("u_id", sa.Integer(), sa.ForeignKey("app.u.id", name="fk_t_u")), schema="sales")
