# dialect: mysql
# unordered
op.create_table("t", sa.Column("id", sa.Integer, primary_key=True),
    mysql_engine="InnoDB", mysql_charset="utf8mb4")
op.create_table("t2", sa.Column("id", sa.Integer, primary_key=True),
    mysql_collate="utf8mb4_bin", mysql_default_charset="utf8mb4", mysql_row_format="DYNAMIC", comment="it's")
op.create_table("t3", sa.Column("id", sa.Integer, primary_key=True), mysql_default_character_set="utf8")
op.create_table("t4", sa.Column("id", sa.Integer, primary_key=True), comment="all \\ done", postgresql_tablespace="x")
op.create_table("t5", sa.Column("id", sa.Integer), mysql_partition_by="HASH(id)", mysql_partitions="4")
op.create_table("t6", sa.Column("id", sa.Integer), mysql_partition_by="RANGE(id)",
    mysql_subpartition_by="HASH(id)", mysql_subpartitions="2", mysql_engine="InnoDB")
op.create_table("t7", sa.Column("id", sa.Integer), mysql_data_directory="'/tmp'")
op.create_table("t8", sa.Column("id", sa.Integer), mysql_tablespace="ts")
op.create_table("t9", sa.Column("id", sa.Integer), mysql_auto_increment="100")
op.create_table("t10", sa.Column("id", sa.Integer), mysql_character_set="utf8")
op.create_table("t11", sa.Column("id", sa.Integer), mysql_connection="it's")
op.create_table("t12", sa.Column("id", sa.Integer), prefixes=["TEMPORARY"], if_not_exists=True)
op.create_table("t13", sa.Column("id", sa.Integer), schema="other", mysql_ENGINE="MyISAM")
op.create_table("t14", sa.Column("id", sa.Integer), mariadb_engine="InnoDB")
