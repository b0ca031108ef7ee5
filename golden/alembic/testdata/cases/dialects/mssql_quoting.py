# dialect: mssql
op.create_table("order", sa.Column("Group", sa.Integer), sa.Column("my col", sa.Integer), schema="App")
