# dialect: oracle
name = "t" + "x" * 120
op.create_table(name, sa.Column("a_column_with_a_name_of_more_than_thirty_bytes", sa.Integer, index=True))
