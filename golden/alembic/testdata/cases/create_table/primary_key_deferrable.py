op.create_table("t", sa.Column("a", sa.Integer, nullable=False), sa.PrimaryKeyConstraint("a", name="pk_t", deferrable=True, initially="IMMEDIATE"))
