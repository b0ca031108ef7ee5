op.create_table("t", sa.Column("a", sa.Integer, nullable=False), sa.Column("b", sa.Integer), sa.PrimaryKeyConstraint("a", name="pk_t", postgresql_include=["b"]))
