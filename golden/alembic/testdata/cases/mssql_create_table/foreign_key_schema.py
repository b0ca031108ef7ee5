# dialect: mssql
op.create_table("t", sa.Column("a", sa.Integer), sa.ForeignKeyConstraint(["a"], ["dbo.u.a"], name="fk", ondelete="SET NULL"), schema="app")
