# dialect: mariadb
op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), mariadb_partition_by="HASH (id)", mariadb_partitions="4")
