# dialect: mssql
op.create_table("t", sa.Column("id", sa.Integer, sa.Identity(start=10, increment=5), primary_key=True))
op.create_table("u", sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True))
op.create_table("v", sa.Column("id", sa.Integer, sa.Identity(start=0), nullable=False))
