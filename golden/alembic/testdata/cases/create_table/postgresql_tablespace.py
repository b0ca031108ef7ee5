op.create_table("t", sa.Column("id", sa.Integer), postgresql_tablespace="fast_disk")
