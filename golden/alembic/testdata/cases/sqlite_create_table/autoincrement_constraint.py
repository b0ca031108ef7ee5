# dialect: sqlite
op.create_table("t", sa.Column("id", sa.Integer, nullable=False), sa.Column("a", sa.Integer), sa.PrimaryKeyConstraint("id"), sqlite_autoincrement=True)
