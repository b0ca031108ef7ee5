op.create_table("t", sa.Column("id", sa.Integer), sa.CheckConstraint("id > 0", name="ck", comment="positive"), sa.UniqueConstraint("id", name="uq", comment="one"))
