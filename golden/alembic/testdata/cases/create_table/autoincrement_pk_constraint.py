# SERIAL also where the key is a constraint
op.create_table("t", sa.Column("id", sa.Integer(), autoincrement=True, nullable=False), sa.PrimaryKeyConstraint("id", name="pk_t"))
