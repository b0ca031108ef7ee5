# dialect: sqlite
op.create_table("t", sa.Column("a", sa.Integer, comment="a column"), comment="a table")
