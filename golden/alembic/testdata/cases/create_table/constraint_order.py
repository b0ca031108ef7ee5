# constraints are printed: primary key first, then in order
op.create_table("t", sa.Column("a", sa.Integer), sa.CheckConstraint("a > 1", name="c1"), sa.UniqueConstraint("a", name="u1"), sa.ForeignKeyConstraint(["a"], ["u.id"], name="f1"), sa.PrimaryKeyConstraint("a", name="p1"), sa.CheckConstraint("a < 9", name="c2"))
