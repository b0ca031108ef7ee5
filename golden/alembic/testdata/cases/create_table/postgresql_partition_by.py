op.create_table("log", sa.Column("at", sa.DateTime, nullable=False), sa.Column("msg", sa.Text), postgresql_partition_by="RANGE (at)")
