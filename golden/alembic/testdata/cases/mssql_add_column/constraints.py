# dialect: mssql
op.add_column("t", sa.Column("a", sa.Integer(), sa.ForeignKey("u.id", name="fk"), unique=True, index=True))
op.add_column("t", sa.Column("b", sa.Enum("x", "y", name="kind", create_constraint=True)))
