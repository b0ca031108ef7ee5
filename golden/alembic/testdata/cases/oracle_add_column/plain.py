# dialect: oracle
op.add_column("t", sa.Column("a", sa.Integer(), nullable=False, server_default="0"), schema="app")
op.add_column("t", sa.Column("b", sa.Integer(), sa.ForeignKey("u.id", name="fk"), unique=True, index=True))
op.add_column("t", sa.Column("c", sa.Integer(), sa.Identity()))
op.add_column("t", sa.Column("d", sa.Integer(), sa.Computed("a * 2")))
op.add_column("t", sa.Column("e", sa.Integer(), comment="it's"))
