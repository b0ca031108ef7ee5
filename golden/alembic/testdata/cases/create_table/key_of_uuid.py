op.create_table("t", sa.Column("id", postgresql.UUID(as_uuid=True), server_default=sa.text("gen_random_uuid()"), nullable=False), sa.PrimaryKeyConstraint("id"))
