# dialect: oracle
op.create_table("t", sa.Column("a", sa.Integer, comment="a column's"), sa.Column("b", sa.Integer, comment="5%"), comment="a table's", schema="app")
