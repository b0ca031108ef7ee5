op.create_table("t", sa.Column("id", sa.Integer, nullable=False), sa.ForeignKeyConstraint(["id"], ["u.id"]), sa.PrimaryKeyConstraint("id"))
