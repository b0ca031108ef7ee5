# dialect: sqlite
op.create_table("t", sa.Column("id", sa.Integer, nullable=False), sa.PrimaryKeyConstraint("id", name="pk_t"), sqlite_autoincrement=True)
