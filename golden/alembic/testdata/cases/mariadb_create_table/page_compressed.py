# dialect: mariadb
op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), mariadb_page_compressed="1")
