# dialect: mysql, mariadb
op.create_table("t", sa.Column("id", sa.Integer, sa.ForeignKey("u.id"), primary_key=True))
