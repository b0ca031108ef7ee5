# dialect: oracle
op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("b", sa.Integer))
