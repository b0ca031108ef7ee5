# dialect: mssql
op.execute(sa.schema.CreateSequence(sa.Sequence("s", start=10, increment=2, data_type=sa.BigInteger)))
op.create_table("t", sa.Column("id", sa.Integer, sa.Sequence("s2", start=5), primary_key=True))
#: down
op.execute(sa.schema.DropSequence(sa.Sequence("s")))
