# dialect: mysql, mariadb
op.add_column("t", sa.Column("a", sa.Integer(), nullable=False, server_default=sa.text("0"), comment="new"), schema="app")
op.add_column("t", sa.Column("b", sa.Integer(), sa.ForeignKey("u.id", name="fk_b")))
op.add_column("t", sa.Column("c", sa.Integer(), unique=True, index=True))
