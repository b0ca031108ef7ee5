# dialect: sqlite
op.create_table("t", sa.Column("id", sa.Integer, sa.ForeignKey("u.id"), primary_key=True), sqlite_autoincrement=True)
op.create_table("v", sa.Column("id", sa.Integer, sa.ForeignKey("app.u.id"), primary_key=True), sqlite_autoincrement=True)
