# dialect: oracle
op.create_table("t", sa.Column("a", sa.Integer), sa.ForeignKeyConstraint(["a"], ["app.u.a"], name="fk", ondelete="SET NULL", deferrable=True, initially="DEFERRED"), sa.UniqueConstraint("a", name="uq", deferrable=True))
