# dialect: sqlite
op.create_table("t", sa.Column("id", sa.Integer, primary_key=True, sqlite_on_conflict_primary_key="FAIL"), sa.Column("a", sa.Integer, nullable=False, sqlite_on_conflict_not_null="FAIL"), sa.Column("b", sa.Integer, unique=True, sqlite_on_conflict_unique="IGNORE"))
