# dialect: mssql
op.create_table("t", sa.Column("a", sa.Integer), schema="mydb.dbo")
op.create_table("t", sa.Column("a", sa.Integer), schema="[my.schema]")
