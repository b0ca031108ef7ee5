# dialect: sqlite
op.create_table("t", sa.Column("id", sa.Text, primary_key=True), sqlite_with_rowid=False)
