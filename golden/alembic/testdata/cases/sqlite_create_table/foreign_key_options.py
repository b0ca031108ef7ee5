# dialect: sqlite
op.create_table("t", sa.Column("a", sa.Integer), sa.ForeignKeyConstraint(["a"], ["u.a"], name="fk", ondelete="SET NULL", deferrable=True, initially="DEFERRED"))
