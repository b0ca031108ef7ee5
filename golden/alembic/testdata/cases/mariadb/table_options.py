# dialect: mariadb
# unordered
op.create_table("t", sa.Column("id", sa.Integer, primary_key=True),
    mariadb_engine="InnoDB", mariadb_charset="utf8mb4")
op.create_table("t2", sa.Column("id", sa.Integer, primary_key=True),
    mariadb_collate="utf8mb4_bin", mariadb_default_charset="utf8mb4", mariadb_row_format="DYNAMIC", comment="it's")
op.create_table("t3", sa.Column("id", sa.Integer, primary_key=True), mariadb_default_character_set="utf8")
op.create_table("t4", sa.Column("id", sa.Integer, primary_key=True), comment="all \\ done", postgresql_tablespace="x")
op.create_table("t5", sa.Column("id", sa.Integer), mariadb_partition_by="HASH(id)", mariadb_partitions="4")
op.create_table("t6", sa.Column("id", sa.Integer), mariadb_partition_by="RANGE(id)",
    mariadb_subpartition_by="HASH(id)", mariadb_subpartitions="2", mariadb_engine="InnoDB")
op.create_table("t7", sa.Column("id", sa.Integer), mariadb_data_directory="'/tmp'")
op.create_table("t8", sa.Column("id", sa.Integer), mariadb_tablespace="ts")
op.create_table("t9", sa.Column("id", sa.Integer), mariadb_auto_increment="100")
op.create_table("t10", sa.Column("id", sa.Integer), mariadb_character_set="utf8")
op.create_table("t11", sa.Column("id", sa.Integer), mariadb_connection="it's")
op.create_table("t12", sa.Column("id", sa.Integer), prefixes=["TEMPORARY"], if_not_exists=True)
op.create_table("t13", sa.Column("id", sa.Integer), schema="other", mariadb_ENGINE="MyISAM")
op.create_table("t14", sa.Column("id", sa.Integer), mysql_engine="InnoDB")
