# dialect: mysql, mariadb
op.create_table("t", sa.Column("id", sa.Integer), mysql_data_directory="/var/data")
