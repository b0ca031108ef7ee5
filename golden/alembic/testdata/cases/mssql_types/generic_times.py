# dialect: mssql
op.create_table("t", sa.Column("a", sa.DateTime()), sa.Column("b", sa.DateTime(timezone=True)), sa.Column("c", sa.Date()), sa.Column("d", sa.Time()), sa.Column("e", sa.Interval()))
