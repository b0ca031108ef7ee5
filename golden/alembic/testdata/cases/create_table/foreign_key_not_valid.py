op.create_table("t", sa.Column("a", sa.Integer), sa.ForeignKeyConstraint(["a"], ["u.x"], name="fk_t_u", postgresql_not_valid=True))
