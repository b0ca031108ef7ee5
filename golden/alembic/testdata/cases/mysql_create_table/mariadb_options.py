# dialect: mysql, mariadb
# unordered
op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), mysql_engine="InnoDB", mariadb_engine="Aria", mariadb_with_system_versioning="yes", mariadb_page_checksum="1")
