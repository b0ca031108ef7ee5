op.create_table("t", sa.Column("u_id", sa.Integer, sa.ForeignKey("app.u.id")), schema="sales")
