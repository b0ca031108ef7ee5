op.create_table("t", sa.Column("a", sa.Integer), sa.UniqueConstraint("a", name="uq", deferrable=True, initially="DEFERRED"))
