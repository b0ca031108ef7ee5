op.create_table("t", sa.Column("a", sa.Integer), sa.UniqueConstraint("a", name="uq", postgresql_nulls_not_distinct=True))
