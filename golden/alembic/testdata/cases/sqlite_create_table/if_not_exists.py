# dialect: sqlite
op.create_table("t", sa.Column("a", sa.Integer), sa.Index("ix", "a"), if_not_exists=True)
#: down
op.drop_table("t", if_exists=True)
