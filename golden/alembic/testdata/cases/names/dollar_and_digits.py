op.create_table("t1", sa.Column("a$b", sa.Integer), sa.Column("1a", sa.Integer), sa.Column("_x", sa.Integer), sa.Column("$y", sa.Integer))
