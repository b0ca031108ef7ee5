# dialect: sqlite
op.create_table("t", sa.Column("a", sa.Integer), sa.Column("b", sa.Integer), sa.PrimaryKeyConstraint("a", sqlite_on_conflict="REPLACE"), sa.UniqueConstraint("b", name="uq", sqlite_on_conflict="IGNORE"), sa.CheckConstraint("a > 1", name="ck", sqlite_on_conflict="ROLLBACK"))
