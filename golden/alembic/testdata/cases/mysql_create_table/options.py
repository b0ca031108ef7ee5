# dialect: mysql, mariadb
# unordered
op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), mysql_engine="InnoDB", mysql_default_charset="utf8mb4", mysql_collate="utf8mb4_unicode_ci", mysql_row_format="DYNAMIC", mysql_key_block_size="8")
