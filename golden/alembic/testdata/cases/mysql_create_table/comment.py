# dialect: mysql, mariadb
op.create_table("t", sa.Column("id", sa.Integer, comment="it's 5% \\ of"), comment="the table's")
