op.create_table("t", sa.Column("a", sa.Integer), sa.Column("b", sa.Integer), sa.ForeignKeyConstraint(["a"], ["u.id"]), sa.ForeignKeyConstraint(["b"], ["u.id"]), sa.PrimaryKeyConstraint("a"))
