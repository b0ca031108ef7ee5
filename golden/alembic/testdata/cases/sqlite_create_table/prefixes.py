# dialect: sqlite
op.create_table("t", sa.Column("a", sa.Integer), prefixes=["TEMPORARY"])
