# dialect: mysql, mariadb
op.create_table("t", sa.Column("id", sa.Integer, sa.Identity(start=10), primary_key=True), sa.Column("b", sa.Integer))
