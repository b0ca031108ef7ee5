op.alter_column("t", "a", nullable=False, mysql_existing_type=sa.Integer())
