op.create_table("t", sa.Column("a", sa.String(10)), sa.CheckConstraint(sa.column("a").in_(["x", "y"]), name="ck_t_a"))
