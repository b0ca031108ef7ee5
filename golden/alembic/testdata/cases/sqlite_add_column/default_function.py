# dialect: sqlite
op.add_column("t", sa.Column("a", sa.DateTime(), server_default=sa.func.now()))
op.add_column("t", sa.Column("b", sa.DateTime(), server_default=sa.text("(datetime('now'))")))
