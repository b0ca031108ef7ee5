# dialect: mssql
op.add_column("t", sa.Column("id", sa.Integer(), sa.Identity(start=5), nullable=False))
op.add_column("t", sa.Column("b", sa.Integer(), nullable=False, server_default="0"), schema="app")
