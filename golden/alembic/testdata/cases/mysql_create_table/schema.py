# dialect: mysql, mariadb
op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("u", sa.Integer, sa.ForeignKey("other.u.id")), sa.Index("ix", "u"), schema="app", mysql_engine="InnoDB")
#: down
op.drop_table("t", schema="app")
