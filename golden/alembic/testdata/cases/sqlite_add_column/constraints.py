# dialect: sqlite
op.add_column("t", sa.Column("a", sa.Integer(), sa.ForeignKey("u.id", name="fk_a")))
op.add_column("t", sa.Column("b", sa.Integer(), nullable=False, server_default="0"))
op.add_column("t", sa.Column("c", sa.Boolean(), server_default=sa.false()))
op.add_column("t", sa.Column("d", sa.Integer(), index=True))
