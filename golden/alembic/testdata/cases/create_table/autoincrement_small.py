op.create_table("t", sa.Column("id", sa.SmallInteger, primary_key=True))
