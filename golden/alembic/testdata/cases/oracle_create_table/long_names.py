# dialect: oracle
name = "a_table_with_a_name_of_more_than_thirty_bytes"
op.create_table(name, sa.Column("a_column_with_a_name_of_more_than_thirty_bytes", sa.Integer, index=True, unique=True))
