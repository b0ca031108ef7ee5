op.create_table("account", sa.Column("id", sa.Integer(), nullable=False), sa.Column("name", sa.String(50), nullable=False), sa.Column("note", sa.Text(), nullable=True), sa.PrimaryKeyConstraint("id"))
#: down
op.drop_table("account")
