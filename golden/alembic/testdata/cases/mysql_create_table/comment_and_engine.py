# dialect: mysql, mariadb
# unordered
op.create_table("t", sa.Column("id", sa.Integer, comment="key"), comment="a 'quoted' one", mysql_engine="InnoDB")
