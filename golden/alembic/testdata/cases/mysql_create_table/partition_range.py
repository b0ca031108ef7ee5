# dialect: mysql, mariadb
op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("y", sa.Integer, primary_key=True), mysql_engine="InnoDB", mysql_partition_by="RANGE (y) (PARTITION p0 VALUES LESS THAN (1990), PARTITION p1 VALUES LESS THAN MAXVALUE)")
