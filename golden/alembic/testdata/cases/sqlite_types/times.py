# dialect: sqlite
op.create_table("t", sa.Column("a", sqlite.DATETIME(truncate_microseconds=True)), sa.Column("b", sqlite.DATE(storage_format="%(year)04d/%(month)02d/%(day)02d")), sa.Column("c", sqlite.TIME()), sa.Column("d", sa.DateTime(timezone=True)), sa.Column("e", sa.TIMESTAMP(timezone=True)), sa.Column("f", sa.Interval()))
