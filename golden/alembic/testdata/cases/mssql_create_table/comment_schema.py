# dialect: mssql
op.create_table("t", sa.Column("a", sa.Integer, comment="a column's"), comment="a table's", schema="app")
