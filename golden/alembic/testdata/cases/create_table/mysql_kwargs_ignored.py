op.create_table("t", sa.Column("id", sa.Integer), mysql_engine="InnoDB", mysql_charset="utf8mb4", sqlite_autoincrement=True)
