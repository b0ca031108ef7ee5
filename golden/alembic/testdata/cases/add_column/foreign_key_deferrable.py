op.add_column("t", sa.Column("u_id", sa.Integer(), sa.ForeignKey("u.id", deferrable=True, initially="DEFERRED", onupdate="CASCADE")))
