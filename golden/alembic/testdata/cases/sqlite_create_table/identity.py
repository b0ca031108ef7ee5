# dialect: sqlite
op.create_table("t", sa.Column("id", sa.Integer, sa.Identity(), primary_key=True))
