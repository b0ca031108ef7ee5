# dialect: sqlite
op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sqlite_strict=True, sqlite_with_rowid=False)
