# dialect: oracle
op.create_table("u", sa.Column("a", sa.Integer), oracle_compress=6)
