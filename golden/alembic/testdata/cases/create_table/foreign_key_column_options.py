op.create_table("t", sa.Column("u_id", sa.Integer, sa.ForeignKey("u.id", name="fk_u", ondelete="CASCADE", onupdate="RESTRICT"), nullable=False))
