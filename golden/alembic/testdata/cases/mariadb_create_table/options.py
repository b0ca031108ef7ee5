# dialect: mariadb
op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), mariadb_engine="InnoDB")
op.create_table("u", sa.Column("id", sa.Integer, primary_key=True), mysql_engine="InnoDB")
op.create_table("v", sa.Column("id", sa.Integer, primary_key=True), mysql_engine="InnoDB", mariadb_engine="Aria")
