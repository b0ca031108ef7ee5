op.create_table("t", sa.Column("u_id", sa.Integer, sa.ForeignKey("u.id")))
