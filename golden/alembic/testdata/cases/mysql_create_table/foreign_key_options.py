# dialect: mysql, mariadb
op.create_table("t", sa.Column("a", sa.Integer), sa.Column("b", sa.Integer), sa.ForeignKeyConstraint(["a", "b"], ["app.u.a", "app.u.b"], name="fk", ondelete="SET NULL", deferrable=True, initially="DEFERRED"))
