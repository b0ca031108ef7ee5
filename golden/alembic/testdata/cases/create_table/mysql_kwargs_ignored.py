# Of another dialect, the options come in the order of a Python set.
# unordered
op.create_table("t", sa.Column("id", sa.Integer), mysql_engine="InnoDB", mysql_charset="utf8mb4", sqlite_autoincrement=True)
