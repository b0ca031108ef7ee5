op.create_table("t", sa.Column("id", sa.Integer(), nullable=False), sa.Column("n", sa.Integer()), sa.PrimaryKeyConstraint("id"))
