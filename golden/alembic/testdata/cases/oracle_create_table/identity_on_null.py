# dialect: oracle
op.create_table("v", sa.Column("id", sa.Integer, sa.Identity(on_null=True), nullable=False))
