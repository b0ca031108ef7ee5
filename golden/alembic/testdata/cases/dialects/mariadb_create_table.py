# dialect: mariadb
op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(50), nullable=False, server_default="x"), sa.Column("b", sa.Boolean()), sa.Column("at", sa.DateTime(timezone=True), server_default=sa.func.now()), sa.UniqueConstraint("name", name="uq"))
#: down
op.drop_table("account")
